import type { PullSecretExport } from '@berth/backstage-plugin-berth-common';
import { Alert, Button, DialogBody, DialogFooter, Flex, TextAreaField } from '@backstage/ui';
import { RiDownloadLine, RiFileCopyLine } from '@remixicon/react';
import { useId, useRef, useState } from 'react';
import { formatEnd } from '../registries/end-of-day.ts';
import { formatWhen } from '../registries/when.ts';
import { copyText } from '../surface/copy-text.ts';
import { downloadManifest } from './download-manifest.ts';

/** The manifest, for as long as somebody looks at it. */
export function ExportedPullSecret(props: {
  readonly exported: PullSecretExport;
  readonly onClose: () => void;
}) {
  const { exported, onClose } = props;
  const { manifest, expiresAt } = exported;
  const [told, setTold] = useState('');
  const field = useRef<HTMLDivElement>(null);
  const warning = useId();
  const copy = () =>
    void copyText(manifest).then(isCopied => {
      setTold(isCopied ? 'Copied.' : 'This browser does not let it be copied. Copy it by hand.');
      if (!isCopied) field.current?.querySelector('textarea')?.select();
    });
  const download = () => setTold(`Saved as ${downloadManifest(exported)}.`);
  return (
    <>
      <DialogBody>
        <Flex direction="column" gap="4">
          <Alert
            id={warning}
            status="warning"
            icon
            title="It holds a password"
            description="Do not commit it or send it on. That you have exported it is recorded. It goes away when you close this, or look at another tab."
          />
          {expiresAt !== undefined && (
            <Alert
              status={isSoon(expiresAt) ? 'warning' : 'info'}
              icon
              title={`It ends ${formatWhen(expiresAt)}`}
              description={`On ${formatEnd(expiresAt)} the cluster can pull no more. Have a workflow write it anew before.`}
            />
          )}
          <TextAreaField
            ref={field}
            label="Manifest"
            value={manifest}
            isReadOnly
            rows={10}
            autoComplete="off"
            spellCheck="false"
          />
          <span role="status">{told}</span>
        </Flex>
      </DialogBody>
      <DialogFooter>
        {/* What had the focus is gone with the form. */}
        <Button
          autoFocus
          aria-describedby={warning}
          variant="secondary"
          iconStart={<RiFileCopyLine />}
          onPress={copy}
        >
          Copy
        </Button>
        <Button variant="secondary" iconStart={<RiDownloadLine />} onPress={download}>
          Download
        </Button>
        <Button variant="primary" onPress={onClose}>
          Close
        </Button>
      </DialogFooter>
    </>
  );
}

/** Milliseconds: what ends within a week is no lasting pull secret. */
const WEEK = 7 * 24 * 3_600_000;

function isSoon(time: string): boolean {
  return Date.parse(time) - Date.now() < WEEK;
}
