import { InvalidInputError } from '@berth/core';
import { isAlias, isScalar, parseDocument, visit, type Document } from 'yaml';

/**
 * Parses YAML whose scalars are all strings. What YAML makes of a password without quotes is
 * refused where it is not the password: a comment behind it, an anchor, a tag, an alias.
 *
 * @throws InvalidInputError that quotes nothing of the text.
 */
export function parseYaml(text: string): unknown {
  const document = parseDocument(text, { schema: 'failsafe', prettyErrors: false, strict: true });
  const [error] = [...document.errors, ...document.warnings];
  if (error)
    throw invalid(text, error.pos[0], REASONS[error.code] ?? 'it is neither YAML nor JSON');
  checkScalars(document, text);
  return document.toJS({ maxAliasCount: 0 }) as unknown;
}

function checkScalars(document: Document.Parsed, text: string): void {
  visit(document, {
    Node(_key, node) {
      const position = node.range?.[0] ?? 0;
      if (isAlias(node)) throw invalid(text, position, '"*" begins an alias');
      if (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:')) {
        throw invalid(text, position, '"!" begins a tag');
      }
      if ('anchor' in node && node.anchor) throw invalid(text, position, '"&" begins an anchor');
      if (isScalar(node) && node.comment && node.type === 'PLAIN') {
        throw invalid(text, position, '" #" begins a comment, so what follows it would be lost');
      }
    },
  });
}

const REASONS: Readonly<Record<string, string>> = {
  BAD_ALIAS: '"*" begins an alias',
  BLOCK_AS_IMPLICIT_KEY: 'a second ": " in one line makes a mapping of the value',
  DUPLICATE_KEY: 'a key stands there twice',
  TAB_AS_INDENT: 'a tab indents the line; YAML wants spaces',
  TAG_RESOLVE_FAILED: '"!" begins a tag',
  MULTIPLE_DOCS: '"---" begins another document',
  BAD_INDENT: 'the indentation fits nothing above',
};

function invalid(text: string, position: number, reason: string): InvalidInputError {
  const line = text.slice(0, position).split('\n').length;
  return new InvalidInputError(
    `Invalid registry-auth: line ${line} cannot be read: ${reason}. Put the value in quotes, or write the list as JSON with toJSON().`,
    { field: 'registry-auth' },
  );
}
