import type { AuditorService, HttpAuthService, LoggerService } from '@backstage/backend-plugin-api';
import { openApiDocument } from '@berth/backstage-plugin-berth-common';
import express, { type Request, type Response, type Router } from 'express';
import type { Access } from './access/access.ts';
import { beginAudit } from './audit/audit.ts';
import type { ChangeAnnouncer } from './change-announcer.ts';
import { contractOperations, type OperationId } from './http/contract-operations.ts';
import { errorMiddleware } from './http/error-middleware.ts';
import { exposeHeaders } from './http/exposed-headers.ts';
import { checkJsonBody } from './http/json-body.ts';
import type {
  OperationAnswer,
  OperationHandlers,
  OperationRequest,
} from './http/operation-handler.ts';
import { requestValidator } from './http/request-validator.ts';

const BODY_LIMIT = '512kb';

/** Mounts those operations of the contract that have a handler, each behind the contract's rules. */
export function createRouter(deps: {
  readonly auditor: AuditorService;
  readonly httpAuth: HttpAuthService;
  readonly logger: LoggerService;
  readonly access: Access;
  readonly announcer: ChangeAnnouncer;
  readonly handlers: Partial<OperationHandlers>;
}): Router {
  const { auditor, httpAuth, logger, access, announcer, handlers } = deps;
  const router = express.Router();
  router.use(exposeHeaders);
  router.use(express.json({ limit: BODY_LIMIT }));

  for (const operation of contractOperations) {
    const handler = handlers[operation.id] as UntypedHandler | undefined;
    if (handler === undefined) continue;
    const validate = requestValidator(operation);
    const answer = async (req: Request, res: Response) => {
      const credentials = await httpAuth.credentials(req, { allow: ['user', 'service'] });
      const audit = await beginAudit(auditor, operation, req);
      try {
        if (operation.body !== undefined) checkJsonBody(req);
        const { query } = validate({ path: req.params, query: req.query, body: req.body });
        const caller = await access.callerOf(credentials);
        const answered = await handler({ ...requestOf(req, query, caller), credentials });
        await audit?.success(caller.deeds.values());
        announcer.announce(caller.deeds.values());
        send(req, res, answered);
      } catch (error) {
        await audit?.fail(error);
        throw error;
      }
    };
    router[operation.method](`/v1${operation.path}`, (req, res, next) => {
      answer(req, res).catch(next);
    });
  }
  router.get('/v1/openapi.json', (_req, res) => void res.json(openApiDocument));
  router.use(errorMiddleware(logger));
  return router;
}

// What the contract has checked has the types of the contract; express cannot know.
type UntypedHandler = (
  request: unknown,
) => Promise<OperationAnswer<OperationId>> | OperationAnswer<OperationId>;

function requestOf(
  req: Request,
  query: unknown,
  caller: OperationRequest<'getRegistry'>['caller'],
): object {
  return {
    path: req.params,
    query,
    body: req.body as unknown,
    ifMatch: req.header('if-match'),
    ifNoneMatch: req.header('if-none-match'),
    caller,
  };
}

function send(req: Request, res: Response, answer: OperationAnswer<OperationId>): void {
  const { status = 200, body, etag, noStore } = answer;
  if (etag !== undefined) {
    res.set('ETag', `"${etag}"`);
    // Express would answer 304; but health and use are shown too, which this says nothing about.
    delete req.headers['if-none-match'];
  }
  if (noStore) res.set('Cache-Control', 'no-store');
  res.status(status);
  if (body === undefined) res.end();
  else res.json(body);
}
