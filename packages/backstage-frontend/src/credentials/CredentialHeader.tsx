import { Button, Flex, Link, Text } from '@backstage/ui';
import { RiDeleteBinLine, RiEditLine, RiLockPasswordLine } from '@remixicon/react';
import { useId, useState } from 'react';
import { usePageLinks } from '../registries/page-links.ts';
import { NewSecretDialog } from '../registry/NewSecretDialog.tsx';
import type { CredentialDetails } from './credential-details.ts';
import { DeleteCredentialDialog } from './DeleteCredentialDialog.tsx';
import { EditCredentialDialog } from './EditCredentialDialog.tsx';
import { refusals } from './permitted-changes.ts';

type DialogName = 'new-secret' | 'edit' | 'delete';

/** What the credential is called, and what can be done with it. */
export function CredentialHeader(props: {
  readonly details: CredentialDetails;
  readonly onChanged: () => void;
}) {
  const { details, onChanged } = props;
  const { credential, permitted, user } = details;
  const { name, title } = credential;
  const [open, setOpen] = useState<DialogName>();
  const [told, setTold] = useState('');
  const links = usePageLinks();
  const note = useId();
  const notes = refusals(details);
  const described = notes.length > 0 ? { 'aria-describedby': note } : {};
  const show = (dialog: DialogName) => {
    setTold('');
    setOpen(dialog);
  };
  const close = () => setOpen(undefined);
  const saved = (text: string) => {
    setTold(text);
    close();
    onChanged();
  };
  const dialog = { details, onChanged, onClose: close };
  return (
    <Flex direction="column" gap="3">
      <div>
        <Link href={links.credentials}>All credentials</Link>
      </div>
      <div>
        <Text as="h2" variant="title-medium" style={{ overflowWrap: 'anywhere' }}>
          {title ?? name}
        </Text>
        {title !== undefined && <Text color="secondary">{name}</Text>}
      </div>
      <Flex gap="2" style={{ flexWrap: 'wrap' }}>
        {credential.hasSecret && (
          <Button
            variant="secondary"
            iconStart={<RiLockPasswordLine />}
            isDisabled={user === undefined}
            {...described}
            onPress={() => show('new-secret')}
          >
            New secret
          </Button>
        )}
        <Button
          variant="secondary"
          iconStart={<RiEditLine />}
          isDisabled={!permitted.may('credential.update')}
          {...described}
          onPress={() => show('edit')}
        >
          Edit
        </Button>
        <Button
          variant="secondary"
          destructive
          iconStart={<RiDeleteBinLine />}
          isDisabled={!permitted.may('credential.delete')}
          {...described}
          onPress={() => show('delete')}
        >
          Delete
        </Button>
      </Flex>
      {notes.length > 0 && (
        <Text id={note} variant="body-small" color="secondary">
          {notes.join(' ')}
        </Text>
      )}
      <span role="status">{told !== '' && <Text>{told}</Text>}</span>
      {open === 'new-secret' && user && (
        <NewSecretDialog
          details={user.registry}
          use={user.use}
          onSaved={() => saved('The new secret is saved.')}
          onClose={close}
        />
      )}
      {open === 'edit' && (
        <EditCredentialDialog
          key={details.etag}
          {...dialog}
          onSaved={() => saved('The changes are saved.')}
        />
      )}
      {open === 'delete' && <DeleteCredentialDialog {...dialog} />}
    </Flex>
  );
}
