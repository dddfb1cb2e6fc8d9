/** Names under which clouds tell their machines about themselves, keys among it. */
const METADATA_HOSTS = new Set([
  ...['metadata', 'metadata.google.internal', 'metadata.goog', 'metadata.azure.internal'],
  ...['metadata.tencentyun.com', 'metadata.platformequinix.com', 'metadata.oraclecloud.com'],
  ...['instance-data', 'instance-data.ec2.internal', 'metadata.internal'],
]);

/** @param host in lower case, without the last dot */
export function isMetadataHost(host: string): boolean {
  return METADATA_HOSTS.has(host);
}
