export { type ExpressRequest, expressMiddleware } from './express-middleware.ts';
