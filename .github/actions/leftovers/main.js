import { appendFileSync } from 'node:fs';
import { snapshot } from './snapshot.js';

appendFileSync(process.env.GITHUB_STATE, `before=${snapshot()}\n`);
