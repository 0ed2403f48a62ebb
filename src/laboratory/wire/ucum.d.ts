/** As much of the library's shape as is used; it brings no types. */
declare module '@lhncbc/ucum-lhc' {
  export const UcumLhcUtils: {
    getInstance: () => {
      validateUnitString: (
        unit: string,
        suggest: boolean,
      ) => { status: 'valid' | 'invalid' | 'error'; msg: string[] };
      convertUnitTo: (from: string, value: number, to: string) => { status: string; toVal: number | null };
    };
  };
}
