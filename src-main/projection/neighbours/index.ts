export type { Metric } from './metric';
export type { Neighbours, SearchStep } from './neighbours';
export { nearestNeighbours, type SearchOptions } from './nearest-neighbours';
export { nearestAmong, prepareSearch, type PreparedSearch } from './prepared-search';
