import { snapshot } from './snapshot.js';

const { STATE_before: before = '' } = process.env;
const after = snapshot();
if (after === before) {
  console.log('Nothing is left.');
} else {
  const { temporary, beside } = JSON.parse(after);
  // The config itself may hold secrets.
  const names = JSON.stringify([...temporary, ...beside]);
  console.log(`::error::The Docker config is not what it was, or files are left: ${names}`);
  process.exitCode = 1;
}
