/** The sorts of members that make each share of the party's members, as the upstream's table names them. */
export const PARTY_SHARES: { readonly [share: string]: readonly string[] } = {
  women: ['女'],
  minority: ['少数民族'],
  college: ['大专及以上'],
  to35: ['30岁及以下', '31-35岁'],
  from61: ['61岁及以上'],
  farmers: ['农牧渔民'],
}
