import { providers } from '@berth/core';
import { ButtonLink, Card, CardBody, Flex, Text } from '@backstage/ui';
import { RiInstanceLine } from '@remixicon/react';
import type { PermittedActions } from '../api/use-permitted-actions.ts';
import { AddButton } from './AddButton.tsx';
import { usePageLinks } from './page-links.ts';
import { ProviderMark } from './ProviderMark.tsx';

/** Where there is no registry yet: one click away from the form of the right provider. */
export function NoRegistries(props: { readonly permitted: PermittedActions | undefined }) {
  const { permitted } = props;
  const links = usePageLinks();
  const offered = permitted?.may('registry.create') === true ? providers : [];
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
            <AddButton label="Add your first registry" permitted={permitted} />
            <Flex gap="2" justify="center" style={{ flexWrap: 'wrap' }}>
              {offered.map(({ id, title }) => (
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
