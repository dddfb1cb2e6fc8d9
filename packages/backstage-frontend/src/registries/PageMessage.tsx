import { Alert, Button, Link } from '@backstage/ui';
import { Fragment, useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { usePageLinks } from './page-links.ts';

const KEY = 'berthMessage';

/** What the next page says first. */
interface Message {
  readonly text: string;
  /** Which are named in it, and lead to their pages. */
  readonly credentials: readonly string[];
}

/** For `navigate`. Never a secret: browsers keep it. */
export function messageState(
  text: string,
  credentials: readonly string[] = [],
): Readonly<Record<string, Message>> {
  return { [KEY]: { text, credentials } };
}

/** What was done on the page before this one; said once. */
export function PageMessage() {
  const location = useLocation();
  const { pathname, search } = location;
  const navigate = useNavigate();
  const links = usePageLinks();
  const [message, setMessage] = useState<Message>();
  const given = messageIn(location.state);
  useEffect(() => {
    if (given === undefined) return;
    setMessage(given);
    navigate(pathname + search, { replace: true, state: null });
  }, [given]);
  useEffect(() => {
    if (given === undefined) setMessage(undefined);
  }, [pathname]);
  const alert = useRef<HTMLDivElement>(null);
  // What had the focus is gone with the page before this one.
  useEffect(() => alert.current?.focus(), [message]);
  if (message === undefined) return null;
  return (
    <Alert
      ref={alert}
      tabIndex={-1}
      role="status"
      status="success"
      icon
      description={
        <>
          {message.text}
          {message.credentials.map(name => (
            <Fragment key={name}>
              {' '}
              <Link
                href={links.credential(name)}
                variant="body-small"
              >{`Show the credential ${name}`}</Link>
            </Fragment>
          ))}
        </>
      }
      style={{ marginBlockStart: 'var(--bui-space-4)' }}
      customActions={
        <Button variant="tertiary" size="small" onPress={() => setMessage(undefined)}>
          Dismiss
        </Button>
      }
    />
  );
}

/** Browsers keep it longer than this page stays as it is: it may be of another version. */
function messageIn(state: unknown): Message | undefined {
  if (typeof state !== 'object' || state === null || !(KEY in state)) return undefined;
  const message = state[KEY];
  return isMessage(message) ? message : undefined;
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null) return false;
  if (!('text' in value && 'credentials' in value)) return false;
  const { text, credentials } = value;
  const isText = (one: unknown) => typeof one === 'string';
  return isText(text) && Array.isArray(credentials) && credentials.every(isText);
}
