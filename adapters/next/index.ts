export { type NextRoute, nextRoute } from './next-route.ts';
