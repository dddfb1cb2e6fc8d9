import { providers } from '@berth/core';
import { ButtonLink, Card, CardBody, Flex, Text } from '@backstage/ui';
import { RiAddLine, RiInstanceLine } from '@remixicon/react';
import { usePageLinks } from './page-links.ts';
import { ProviderMark } from './ProviderMark.tsx';

/** Where there is no registry yet: one click away from the form of the right provider. */
export function NoRegistries() {
  const links = usePageLinks();
  return (
    <Flex py="6" direction="column" align="center">
      <Card style={{ maxWidth: 760 }}>
        <CardBody>
          <Flex direction="column" align="center" gap="4" p="4">
            <RiInstanceLine size={40} aria-hidden />
            <Text as="h2" variant="title-small">
              No registry yet
            </Text>
            <Text color="secondary" style={{ textAlign: 'center' }}>
              Enter a registry once: workflows log in with it, clusters pull with it, and every app
              shows which one it uses. The first becomes the default.
            </Text>
            <ButtonLink href={links.add()} variant="primary" iconStart={<RiAddLine />}>
              Add your first registry
            </ButtonLink>
            <Flex gap="2" justify="center" style={{ flexWrap: 'wrap' }}>
              {providers.map(({ id, title }) => (
                <ButtonLink
                  key={id}
                  href={links.add(id)}
                  variant="secondary"
                  size="small"
                  iconStart={<ProviderMark provider={id} />}
                >
                  {title}
                </ButtonLink>
              ))}
            </Flex>
          </Flex>
        </CardBody>
      </Card>
    </Flex>
  );
}
