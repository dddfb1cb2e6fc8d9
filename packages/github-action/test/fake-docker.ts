import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '@berth/test/servers/temporary-folder';

/** A PATH on which docker holds every image, and pushes by these lines of a shell. */
export function fakeDocker(...push: readonly string[]): { readonly PATH: string } {
  const bin = temporaryFolder('bin');
  const inspect = `[ "$1" = push ] || { echo '[{"Id":"sha256:1","RepoTags":[]}]'; exit 0; }`;
  const program = ['#!/bin/sh', inspect, ...push].join('\n');
  writeFileSync(path.join(bin, 'docker'), program, { mode: 0o755 });
  return { PATH: `${bin}:${process.env['PATH']}` };
}
