import { InvalidInputError } from '@berth/core';
import { Alert, Flex, TextAreaField } from '@backstage/ui';
import { useState } from 'react';
import { draftFromPasted } from './draft-paste.ts';
import type { RegistryDraft } from './registry-draft.ts';

type Outcome =
  | { readonly status: 'success'; readonly lines: readonly string[] }
  | { readonly status: 'warning'; readonly lines: readonly string[] };

/** Takes whatever somebody has at hand, and empties itself: a secret does not stay in sight. */
export function PasteBox(props: {
  readonly draft: RegistryDraft;
  readonly onChange: (draft: RegistryDraft) => void;
}) {
  const [outcome, setOutcome] = useState<Outcome>();
  const read = (text: string) => {
    if (text.trim() === '') return;
    try {
      const { draft, notes } = draftFromPasted(props.draft, text);
      props.onChange(draft);
      setOutcome({ status: 'success', lines: notes });
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      setOutcome({ status: 'warning', lines: [error.message] });
    }
  };
  return (
    <Flex direction="column" gap="2">
      <TextAreaField
        label="Paste anything"
        description="A docker login command, an image, a token, a key file, a Docker config or a pull secret: it is put into the right fields."
        rows={2}
        value=""
        onChange={read}
        autoComplete="off"
      />
      {outcome && (
        <Alert
          role="status"
          status={outcome.status}
          icon
          title={outcome.status === 'success' ? 'Put into the fields' : 'Not read'}
          description={outcome.lines.join(' ')}
        />
      )}
    </Flex>
  );
}
