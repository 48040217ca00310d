/** The version of this relay. */
export const version = '0.2.0'
