const MONEY = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Minor units as people read them: `135000` is `1,350.00`. */
export function formatMoney(minorUnits: number): string {
  return MONEY.format(minorUnits / 100);
}
