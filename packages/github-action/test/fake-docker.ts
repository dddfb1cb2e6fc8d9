import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '@berth/test/servers/temporary-folder';

/** A PATH on which docker holds every image, and pushes by these lines of a shell. */
export function fakeDocker(...push: readonly string[]): { readonly PATH: string } {
  const inspect = `[ "$1" = push ] || { echo '[{"Id":"sha256:1","RepoTags":[]}]'; exit 0; }`;
  return fakeProgram('docker', [inspect, ...push]);
}

/** The same for podman, which writes the digest where it is told to. */
export function fakePodman(...push: readonly string[]): { readonly PATH: string } {
  const holds = '[ "$1" = push ] || { [ "$1" = image ]; exit $?; }';
  const digest = 'while [ "$1" != --digestfile ]; do shift; done; echo "$DIGEST" > "$2"';
  return fakeProgram('podman', [holds, ...push, digest]);
}

/** Lines of a shell that fail with this message until they have run so many times. */
export function failing(times: number, message: string) {
  const file = path.join(temporaryFolder('calls'), 'calls');
  const count = () => (existsSync(file) ? readFileSync(file, 'utf8').length : 0);
  const fail = `{ echo '${message}' >&2; exit 1; }`;
  return {
    count,
    lines: [`printf x >> ${file}`, `[ $(wc -c < ${file}) -gt ${times} ] || ${fail}`],
  };
}

function fakeProgram(name: string, lines: readonly string[]): { readonly PATH: string } {
  const bin = temporaryFolder('bin');
  writeFileSync(path.join(bin, name), ['#!/bin/sh', ...lines].join('\n'), { mode: 0o755 });
  return { PATH: `${bin}:${process.env['PATH']}` };
}
