/** Whatever a department wrote as its telephone stays a number to call: encoded, and without halves of letters, which cannot be. */
export const callTo = (phone: string): string =>
  phone === '' ? '' : `tel:${encodeURIComponent(phone.replace(/[\ud800-\udfff]/g, ''))}`
