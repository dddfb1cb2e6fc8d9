export { openCluster, type Cluster, type ClusterOptions } from './cluster.ts';
export type { ClusterAnswer, ClusterRequest } from './cluster-request.ts';
export { ClusterRequestError, type ClusterRequestErrorCode } from './cluster-request-error.ts';
export { checkDelivery, type Delivery } from './delivery.ts';
export {
  prepareDelivery,
  type DeliveredNamespace,
  type PreparedDelivery,
} from './prepare-delivery.ts';
