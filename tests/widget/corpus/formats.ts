/** How a number is written, and how the number that takes its place is to be written. */
export type Format = readonly [name: string, text: string, wanted: string];

/** An office's own number and the one that its visitors are shown, E.164. */
export interface Plan {
  own: string;
  number: string;
  formats: readonly Format[];
}

/** +7 495 000-00-00 becomes +7 495 123-45-67. */
const MOSCOW: readonly Format[] = [
  ['E.164', '+74950000000', '+74951234567'],
  ['E.164 without the plus', '74950000000', '74951234567'],
  ['digits behind the trunk 8', '84950000000', '84951234567'],
  ['the usual form', '+7 (495) 000-00-00', '+7 (495) 123-45-67'],
  ['the usual form with 8', '8 (495) 000-00-00', '8 (495) 123-45-67'],
  ['the usual form without a plus', '7 (495) 000-00-00', '7 (495) 123-45-67'],
  ['no blanks round the brackets', '8(495)000-00-00', '8(495)123-45-67'],
  ['a dash behind the 8', '8-(495)-000-00-00', '8-(495)-123-45-67'],
  ['dashes only', '8-495-000-00-00', '8-495-123-45-67'],
  ['dashes only, with a plus', '+7-495-000-00-00', '+7-495-123-45-67'],
  ['blanks only', '+7 495 000 00 00', '+7 495 123 45 67'],
  ['three and four', '+7 495 000 0000', '+7 495 123 4567'],
  ['two, three and two', '+7 495 00 000 00', '+7 495 12 345 67'],
  ['area code stuck to the trunk', '8495 000-00-00', '8495 123-45-67'],
  ['area code stuck to the plus', '+7495 000-00-00', '+7495 123-45-67'],
  ['dots', '+7.495.000.00.00', '+7.495.123.45.67'],
  ['slashes', '8/495/000-00-00', '8/495/123-45-67'],
  ['a blank before the plus sign of nobody', '+ 7 495 000-00-00', '+ 7 495 123-45-67'],
  ['the usual mistake +8', '+8 (495) 000-00-00', '+8 (495) 123-45-67'],
  ['the trunk in brackets', '+7 (0) 495 000-00-00', '+7 (0) 495 123-45-67'],
  ['national in brackets', '(495) 000-00-00', '(495) 123-45-67'],
  ['national', '495 000-00-00', '495 123-45-67'],
  ['national, bare digits', '4950000000', '4951234567'],
  ['dialled from abroad', '007 495 000-00-00', '007 495 123-45-67'],
  ['square brackets', '8 [495] 000-00-00', '8 [495] 123-45-67'],
  ['full-width brackets', '8\uff08495\uff09000-00-00', '8\uff08495\uff09123-45-67'],
  ['no-break spaces', '8\u00a0(495)\u00a0000\u00a000\u00a000', '8\u00a0(495)\u00a0123\u00a045\u00a067'],
  ['narrow no-break spaces', '+7\u202f495\u202f000\u202f00\u202f00', '+7\u202f495\u202f123\u202f45\u202f67'],
  ['thin spaces', '+7\u2009495\u2009000\u200900\u200900', '+7\u2009495\u2009123\u200945\u200967'],
  ['hair and figure spaces', '+7\u200a495\u2007000\u200700\u200700', '+7\u200a495\u2007123\u200745\u200767'],
  ['zero-width spaces', '8\u200b495\u200b000\u200b00\u200b00', '8\u200b495\u200b123\u200b45\u200b67'],
  ['word joiners', '8 (495) 000\u2060-\u206000-00', '8 (495) 123\u2060-\u206045-67'],
  ['hyphens U+2010', '8 (495) 000\u201000\u201000', '8 (495) 123\u201045\u201067'],
  ['non-breaking hyphens', '8 (495) 000\u201100\u201100', '8 (495) 123\u201145\u201167'],
  ['figure dashes', '8 (495) 000\u201200\u201200', '8 (495) 123\u201245\u201267'],
  ['en dashes', '8 (495) 000\u201300\u201300', '8 (495) 123\u201345\u201367'],
  ['em dashes', '8 (495) 000\u201400\u201400', '8 (495) 123\u201445\u201467'],
  ['minus signs', '8 (495) 000\u221200\u221200', '8 (495) 123\u221245\u221267'],
  ['dashes with blanks', '8 (495) 000 - 00 - 00', '8 (495) 123 - 45 - 67'],
  ['soft hyphens', '8 (495) 000\u00ad00\u00ad00', '8 (495) 123\u00ad45\u00ad67'],
  ['middle dots', '8 495 000\u00b700\u00b700', '8 495 123\u00b745\u00b767'],
  ['marks of direction', '\u200e+7 495 000-00-00\u200e', '\u200e+7 495 123-45-67\u200e'],
  ['isolates', '\u2066+7 495 000-00-00\u2069', '\u2066+7 495 123-45-67\u2069'],
  ['full-width digits', '\uff0b７（４９５）０００００００', '\uff0b７（４９５）１２３４５６７'],
  ['Arabic-Indic digits', '+٧ ٤٩٥ ٠٠٠ ٠٠ ٠٠', '+٧ ٤٩٥ ١٢٣ ٤٥ ٦٧'],
  ['Persian digits', '۸ (۴۹۵) ۰۰۰-۰۰-۰۰', '۸ (۴۹۵) ۱۲۳-۴۵-۶۷'],
  ['an extension', '8 (495) 000-00-00 доб. 123', '8 (495) 123-45-67 доб. 123'],
  ['an extension in brackets', '8 (495) 000-00-00 (доб. 5)', '8 (495) 123-45-67 (доб. 5)'],
  ['an extension in English', '+7 495 000-00-00 ext. 42', '+7 495 123-45-67 ext. 42'],
  ['an extension behind #', '+7 495 000-00-00 #42', '+7 495 123-45-67 #42'],
  ['an extension behind a comma', '+7 495 000-00-00,42', '+7 495 123-45-67,42'],
];

export const PLANS: readonly Plan[] = [
  { own: '+74950000000', number: '+74951234567', formats: MOSCOW },
  {
    own: '+78000000000',
    number: '+78001234567',
    formats: [
      ['toll-free', '8 800 000-00-00', '8 800 123-45-67'],
      ['toll-free with dashes', '8-800-000-00-00', '8-800-123-45-67'],
      ['toll-free, national', '800 000 00 00', '800 123 45 67'],
    ],
  },
  {
    own: '+12125550100',
    number: '+16465550199',
    formats: [
      ['United States', '(212) 555-0100', '(646) 555-0199'],
      ['United States with dots', '212.555.0100', '646.555.0199'],
      ['United States with the code', '+1 (212) 555-0100', '+1 (646) 555-0199'],
      ['United States, toll form', '1-212-555-0100', '1-646-555-0199'],
    ],
  },
  {
    own: '+442079460000',
    number: '+442079460958',
    formats: [
      ['United Kingdom', '020 7946 0000', '020 7946 0958'],
      ['United Kingdom with the code', '+44 20 7946 0000', '+44 20 7946 0958'],
      ['United Kingdom, (0)', '+44 (0)20 7946 0000', '+44 (0)20 7946 0958'],
      ['United Kingdom from abroad', '0044 20 7946 0000', '0044 20 7946 0958'],
    ],
  },
  {
    own: '+4930123456',
    number: '+4940654321',
    formats: [
      ['Germany', '030 / 123456', '040 / 654321'],
      ['Germany, (0)', '+49 (0) 30 123456', '+49 (0) 40 654321'],
      ['Germany by DIN 5008', '+49 30 123456', '+49 40 654321'],
    ],
  },
  {
    own: '+33100000000',
    number: '+33123456789',
    formats: [
      ['France', '01 00 00 00 00', '01 23 45 67 89'],
      ['France with dots', '01.00.00.00.00', '01.23.45.67.89'],
      ['France with the code', '+33 1 00 00 00 00', '+33 1 23 45 67 89'],
    ],
  },
  {
    own: '+97141234567',
    number: '+97147654321',
    formats: [
      ['Emirates', '04 123 4567', '04 765 4321'],
      ['Emirates in Arabic-Indic digits', '٠٤ ١٢٣ ٤٥٦٧', '٠٤ ٧٦٥ ٤٣٢١'],
      ['Emirates with the code', '+971 4 123 4567', '+971 4 765 4321'],
    ],
  },
  {
    own: '+375291234567',
    number: '+375297654321',
    formats: [
      ['Belarus', '8 (029) 123-45-67', '8 (029) 765-43-21'],
      ['Belarus with the code', '+375 (29) 123-45-67', '+375 (29) 765-43-21'],
    ],
  },
  {
    own: '+37167123456',
    number: '+37129876543',
    formats: [
      ['Latvia', '67 123 456', '29 876 543'],
      ['Latvia with the code', '(+371) 67 123 456', '(+371) 29 876 543'],
    ],
  },
];
