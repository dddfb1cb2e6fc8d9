import type { RequestHandler } from 'express';

/**
 * Lets a portal on another origin read what its pages go by (Fetch, "CORS-safelisted response-header
 * name"): without it a change could not say what it is a change of.
 */
export const exposeHeaders: RequestHandler = (_request, response, next) => {
  response.append('Access-Control-Expose-Headers', 'ETag, Retry-After');
  next();
};
