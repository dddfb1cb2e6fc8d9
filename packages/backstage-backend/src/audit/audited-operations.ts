import type { AuditorServiceEventSeverityLevel } from '@backstage/backend-plugin-api';
import type { OperationId } from '../http/contract-operations.ts';

/** How an operation is told to Backstage's auditor. */
export interface AuditedOperation {
  readonly eventId: string;
  readonly severityLevel: AuditorServiceEventSeverityLevel;
}

const NOT_AUDITED = undefined;

/**
 * Every change is audited, and every operation by which a secret leaves: to whoever asks, or to the
 * registry that it is checked at.
 */
export const auditedOperations: Readonly<Record<OperationId, AuditedOperation | undefined>> = {
  listRegistries: NOT_AUDITED,
  getRegistry: NOT_AUDITED,
  putRegistry: { eventId: 'registry-write', severityLevel: 'medium' },
  deleteRegistry: { eventId: 'registry-delete', severityLevel: 'medium' },
  getDefaultRegistry: NOT_AUDITED,
  putDefaultRegistry: { eventId: 'default-registry-write', severityLevel: 'medium' },
  checkRegistry: { eventId: 'registry-check', severityLevel: 'low' },
  checkDraft: { eventId: 'draft-check', severityLevel: 'low' },
  listRegistryUsages: NOT_AUDITED,
  exportPullSecret: { eventId: 'pull-secret-export', severityLevel: 'critical' },
  listCredentials: NOT_AUDITED,
  getCredential: NOT_AUDITED,
  putCredential: { eventId: 'credential-write', severityLevel: 'high' },
  deleteCredential: { eventId: 'credential-delete', severityLevel: 'high' },
  listSelections: NOT_AUDITED,
  listAppSelections: NOT_AUDITED,
  getSelection: NOT_AUDITED,
  putSelection: { eventId: 'selection-write', severityLevel: 'medium' },
  deleteSelection: { eventId: 'selection-delete', severityLevel: 'medium' },
  getEffectiveRegistry: NOT_AUDITED,
  checkImage: NOT_AUDITED,
  explainPull: NOT_AUDITED,
  listEvents: NOT_AUDITED,
  listStatusHistory: NOT_AUDITED,
  listPermittedActions: NOT_AUDITED,
  listEnvironments: NOT_AUDITED,
};
