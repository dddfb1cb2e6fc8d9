import { Alert, Button } from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

const KEY = 'berthMessage';

/** For `navigate`: what the next page says first. Never a secret: browsers keep it. */
export function messageState(text: string): Readonly<Record<string, string>> {
  return { [KEY]: text };
}

/** What was done on the page before this one; said once. */
export function PageMessage() {
  const location = useLocation();
  const { pathname, search } = location;
  const navigate = useNavigate();
  const [text, setText] = useState<string>();
  const given = textIn(location.state);
  useEffect(() => {
    if (given === undefined) return;
    setText(given);
    navigate(pathname + search, { replace: true, state: null });
  }, [given]);
  useEffect(() => {
    if (given === undefined) setText(undefined);
  }, [pathname]);
  const alert = useRef<HTMLDivElement>(null);
  // What had the focus is gone with the page before this one.
  useEffect(() => alert.current?.focus(), [text]);
  if (text === undefined) return null;
  return (
    <Alert
      ref={alert}
      tabIndex={-1}
      role="status"
      status="success"
      icon
      description={text}
      style={{ marginBlockStart: 'var(--bui-space-4)' }}
      customActions={
        <Button variant="tertiary" size="small" onPress={() => setText(undefined)}>
          Dismiss
        </Button>
      }
    />
  );
}

function textIn(state: unknown): string | undefined {
  if (typeof state !== 'object' || state === null || !(KEY in state)) return undefined;
  const text = state[KEY];
  return typeof text === 'string' ? text : undefined;
}
