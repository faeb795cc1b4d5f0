/** Of an office: `0419-2120000`, `12345`. A mobile is somebody's own and has no place in a plan. */
export const OFFICE_PHONE = '^(0\\d{2,3}-?\\d{7,8}|\\d{5,6})$'
