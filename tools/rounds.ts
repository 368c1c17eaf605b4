/** Of generated cases, how many a test takes: a third, so that all tests stay quick; all of them under `npm run -s bench -- fuzz`. */
export const rounds = (n: number): number => (process.env['CONTEXTURE_FUZZ'] === 'full' ? n : Math.ceil(n / 3));
