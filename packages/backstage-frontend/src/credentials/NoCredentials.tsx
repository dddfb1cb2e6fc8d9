import { Flex, Text } from '@backstage/ui';
import { RiKey2Line } from '@remixicon/react';

/** Where there is none that the reader may see. */
export function NoCredentials() {
  return (
    <Flex py="6" direction="column" align="center" gap="3">
      <RiKey2Line size={40} aria-hidden />
      <Text as="h2" variant="title-small">
        No credential here
      </Text>
      <Text color="secondary" style={{ textAlign: 'center', maxWidth: 560 }}>
        A credential is stored with the registry that it is for. Those of others are shown to their
        owners and to Berth's admins only.
      </Text>
    </Flex>
  );
}
