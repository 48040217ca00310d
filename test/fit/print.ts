import { fitTable } from './table.ts'

/** `npm run fit`: how every placement is filled, and what is lost. */
console.log(fitTable())
