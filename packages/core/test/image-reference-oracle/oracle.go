// Reads references, one JSON string a line, and writes what the Go parsers make of each: a JSON
// list a line, as described in make.sh.
package main

import (
	"bufio"
	_ "crypto/sha256"
	_ "crypto/sha512"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	docker "github.com/distribution/reference"
	podman "github.com/docker/distribution/reference"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for lines.Scan() {
		var input string
		check(json.Unmarshal(lines.Bytes(), &input))
		check(encoder.Encode(row(input)))
	}
	check(lines.Err())
}

func row(input string) []any {
	fields, err := parseAsDocker(input)
	podmanFields, podmanErr := parseAsPodman(input)
	if err != nil {
		if podmanErr == nil {
			panic(fmt.Sprintf("podman accepts %q and docker does not", input))
		}
		if reason(podmanErr) == reason(err) {
			return []any{input, reason(err)}
		}
		return []any{input, reason(err), reason(podmanErr)}
	}
	verdict := ""
	if podmanErr != nil {
		verdict = reason(podmanErr)
	} else if fields != podmanFields {
		panic(fmt.Sprintf("podman reads %q as %q, docker as %q", input, podmanFields, fields))
	}
	return []any{input, fields.Domain, fields.Path, fields.Tag, fields.Digest, fields.Familiar, verdict}
}

type fields struct{ Domain, Path, Tag, Digest, Familiar string }

func parseAsDocker(input string) (f fields, err error) {
	named, err := docker.ParseNormalizedNamed(input)
	if err != nil {
		return f, err
	}
	named = docker.TagNameOnly(named)
	f.Domain, f.Path, f.Familiar = docker.Domain(named), docker.Path(named), docker.FamiliarName(named)
	if tagged, ok := named.(docker.Tagged); ok {
		f.Tag = tagged.Tag()
	}
	if digested, ok := named.(docker.Digested); ok {
		f.Digest = digested.Digest().String()
	}
	f.checkStrings(named.String(), docker.FamiliarString(named))
	return f, nil
}

func parseAsPodman(input string) (f fields, err error) {
	named, err := podman.ParseNormalizedNamed(input)
	if err != nil {
		return f, err
	}
	named = podman.TagNameOnly(named)
	f.Domain, f.Path, f.Familiar = podman.Domain(named), podman.Path(named), podman.FamiliarName(named)
	if tagged, ok := named.(podman.Tagged); ok {
		f.Tag = tagged.Tag()
	}
	if digested, ok := named.(podman.Digested); ok {
		f.Digest = digested.Digest().String()
	}
	f.checkStrings(named.String(), podman.FamiliarString(named))
	return f, nil
}

// The table holds no canonical and no familiar string, since they follow from the fields; that
// they do is checked here for every row.
func (f fields) checkStrings(canonical, familiar string) {
	name, version := f.Path, ""
	if f.Domain != "" {
		name = f.Domain + "/" + f.Path
	}
	if f.Tag != "" {
		version = ":" + f.Tag
	}
	if f.Digest != "" {
		version += "@" + f.Digest
	}
	if canonical != name+version || familiar != f.Familiar+version {
		panic(fmt.Sprintf("%q and %q do not follow from %q", canonical, familiar, f))
	}
}

// Leaves the name out of "invalid reference format: repository name (…) must be lowercase".
func reason(err error) string {
	text := err.Error()
	start, end := strings.Index(text, "("), strings.LastIndex(text, ")")
	if start == -1 || end < start {
		return text
	}
	return text[:start] + "…" + text[end+1:]
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
