/** A series of numbers that never goes below `from`. */
export interface SeriesRequest {
  readonly tenant: string;
  readonly series: string;
  readonly from: number;
}

/** Takes the next numbers of a series. */
export interface DrawRequest extends SeriesRequest {
  readonly count: number;
}
