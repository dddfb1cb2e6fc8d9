import type { Part } from './image-reference-parts.ts';
import { problemIn, type ImageReferenceProblem } from './image-reference-problem.ts';
import { quoted } from '../quoted.ts';

// RFC 1035, section 2.3.4. Docker does not look at them: the name just cannot be resolved.
const MAX_LABEL_LENGTH = 63;
const MAX_HOST_LENGTH = 253;

/** What is wrong with the host in front of the first slash. */
export function* hostProblems(host: Part): Generator<ImageReferenceProblem> {
  if (host.text.startsWith('[')) {
    yield* ipv6Problems(host);
    return;
  }
  yield* characterProblems(host);
  yield* emptyLabelProblems(host);
  yield* labelProblems(host);
  if (host.text.length > MAX_HOST_LENGTH) {
    const message = `${quoted(host.raw)} has ${host.text.length} characters. Use a host of at most ${MAX_HOST_LENGTH}.`;
    yield problemIn(host, { code: 'HOST_TOO_LONG', severity: 'warning', message });
  }
}

function* characterProblems(host: Part): Generator<ImageReferenceProblem> {
  for (const { 0: text, index } of host.text.matchAll(/[^a-zA-Z0-9.-]+/g)) {
    const message = `${quoted(text)} cannot be in a registry host. Use letters, digits, "." and "-".`;
    yield problemIn(host, {
      code: 'HOST_INVALID_CHAR',
      from: index,
      to: index + text.length,
      message,
    });
  }
}

function* emptyLabelProblems(host: Part): Generator<ImageReferenceProblem> {
  const { length } = host.text;
  if (length === 0) {
    const message = '"" is not a registry host. Write it as "host" or "host:port".';
    yield problemIn(host, { code: 'HOST_LABEL_LENGTH', message });
  }
  const message = `${quoted(host.raw)} has nothing between or beside its dots. Divide its parts by one dot.`;
  for (const { 0: dots, index } of host.text.matchAll(/\.+/g)) {
    const end = index + dots.length;
    const isInside = index > 0 && end < length;
    if (isInside && dots.length === 1) continue;
    const replacement = dots.length === length ? undefined : isInside ? '.' : '';
    yield problemIn(host, {
      code: 'HOST_LABEL_LENGTH',
      from: index,
      to: end,
      message,
      replacement,
    });
  }
}

function* labelProblems(host: Part): Generator<ImageReferenceProblem> {
  let from = 0;
  for (const label of host.text.split('.')) {
    const to = from + label.length;
    yield* dashProblems(host, label, from);
    if (label.length > MAX_LABEL_LENGTH) {
      const message = `${quoted(label)} has ${label.length} characters. Use at most ${MAX_LABEL_LENGTH} between two dots.`;
      yield problemIn(host, { code: 'HOST_LABEL_LENGTH', severity: 'warning', from, to, message });
    }
    from = to + 1;
  }
}

function* dashProblems(host: Part, label: string, start: number): Generator<ImageReferenceProblem> {
  const message = `${quoted(label)} begins or ends with "-". Use a letter or a digit there.`;
  const leading = label.length - label.replace(/^-+/, '').length;
  if (leading > 0) {
    const replacement = leading === label.length ? undefined : '';
    const to = start + leading;
    yield problemIn(host, { code: 'HOST_LABEL_DASH', from: start, to, message, replacement });
  }
  let end = label.length;
  while (end > leading && label.charAt(end - 1) === '-') end--;
  if (end < label.length && end > leading) {
    const to = start + label.length;
    const from = start + end;
    yield problemIn(host, { code: 'HOST_LABEL_DASH', from, to, message, replacement: '' });
  }
}

function* ipv6Problems(host: Part): Generator<ImageReferenceProblem> {
  const closing = host.text.indexOf(']');
  if (closing <= 1 || closing < host.text.length - 1) {
    const message = `${quoted(host.raw)} is not an IPv6 address. Write it as "[2001:db8::1]".`;
    yield problemIn(host, { code: 'HOST_INVALID_CHAR', message });
    return;
  }
  const zone = host.text.indexOf('%');
  if (zone !== -1) {
    const place = { from: zone, to: closing };
    const message = `${quoted(host.raw.slice(zone, closing))} is a zone, which a reference cannot have. Leave it out.`;
    yield problemIn(host, { code: 'HOST_IPV6_ZONE', ...place, message, replacement: '' });
  }
  const address = host.text.slice(1, zone === -1 ? closing : zone);
  for (const { 0: text, index } of address.matchAll(/[^a-fA-F0-9:]+/g)) {
    const place = { from: index + 1, to: index + 1 + text.length };
    const message = `${quoted(text)} cannot be in an IPv6 address. Use hexadecimal digits and ":".`;
    yield problemIn(host, { code: 'HOST_INVALID_CHAR', ...place, message });
  }
}
