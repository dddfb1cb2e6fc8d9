export { berthPlugin as default } from './plugin.ts';
