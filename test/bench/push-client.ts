// What the benchmark of the push measures: `node push-client.js <source> <reference>`.
import { parseImageReference } from '@berth/core';
import { openImageSource, pushImage, Registry } from '@berth/registry-client';

const [source = '', reference = ''] = process.argv.slice(2);
const image = parseImageReference(reference);
const registry = new Registry({ server: `http://${image.registry}`, insecure: true });
const opened = await openImageSource(source);
await pushImage({ source: opened, references: [image], registry });
await opened.close();
registry.close();
