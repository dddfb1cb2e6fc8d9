export { berthPlugin as default } from './plugin.ts';
export {
  createCredentialConditionalDecision,
  createRegistryConditionalDecision,
  createSelectionConditionalDecision,
  credentialConditions,
  registryConditions,
  selectionConditions,
} from './access/permission-rules.ts';
