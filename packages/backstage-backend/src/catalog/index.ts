export { catalogModuleBerth as default } from './catalog-module.ts';
