import { Alert } from '@backstage/ui';
import { BerthRequestError } from '../api/berth-request-error.ts';

/** Why it was refused, with every problem that the backend names. */
export function FormFailure({ error }: { readonly error: Error }) {
  const details = error instanceof BerthRequestError ? detailsOf(error) : [];
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={details.length > 0 ? error.message : 'This did not work'}
      description={details.length > 0 ? details.join(' ') : error.message}
    />
  );
}

function detailsOf({ status, message, problems, changed }: BerthRequestError): readonly string[] {
  if (status === 412 && changed.length > 0) {
    return [`Somebody else has changed ${changed.join(', ')}. Open it again to see what.`];
  }
  return problems.map(problem => problem.message).filter(text => text !== message);
}
