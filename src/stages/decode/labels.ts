// Names of encodings. Imported by the command line for every run: no tables here.

/** Decoded by iconv-lite when a caller names them; never guessed. */
export const RARE_NAMES: readonly string[] = [
  ...[
    "cp437",
    "cp720",
    "cp737",
    "cp775",
    "cp850",
    "cp852",
    "cp855",
    "cp857",
    "cp858",
    "cp860",
    "cp861",
    "cp862",
    "cp863",
    "cp864",
    "cp865",
  ],
  ...[
    "cp869",
    "cp922",
    "cp1046",
    "cp1124",
    "cp1125",
    "cp1129",
    "cp1133",
    "cp1161",
    "cp1162",
    "cp1163",
    "armscii8",
    "georgianps",
    "hproman8",
  ],
  ...[
    "iso646cn",
    "iso646jp",
    "koi8-t",
    "koi8-ru",
    "maccenteuro",
    "maccroatian",
    "macgreek",
    "maciceland",
    "macromania",
    "macthai",
    "macturkish",
  ],
  ...["mik", "pt154", "rk1048", "tcvn", "viscii"],
];

/** Names that `metadata.encoding` uses and `--encoding` takes; the WHATWG label in lower case where there is one. */
export const ENCODING_NAMES: readonly string[] = [
  "utf-8",
  "gb18030",
  "gbk",
  "gb2312",
  "big5",
  "big5-hkscs",
  "euc-tw",
  "hz-gb-2312",
  "iso-2022-cn",
  "utf-16le",
  "utf-16be",
  "utf-32le",
  "utf-32be",
  "shift_jis",
  "euc-jp",
  "iso-2022-jp",
  "euc-kr",
  "iso-2022-kr",
  "windows-1250",
  "windows-1251",
  "windows-1252",
  "windows-1253",
  "windows-1254",
  "windows-1255",
  "windows-1256",
  "windows-1257",
  "windows-1258",
  "windows-874",
  "iso-8859-2",
  "iso-8859-3",
  "iso-8859-4",
  "iso-8859-5",
  "iso-8859-6",
  "iso-8859-7",
  "iso-8859-8",
  "iso-8859-10",
  "iso-8859-13",
  "iso-8859-14",
  "iso-8859-15",
  "iso-8859-16",
  "koi8-r",
  "koi8-u",
  "ibm866",
  "macintosh",
  "x-mac-cyrillic",
  ...RARE_NAMES,
];

/** Other names, written without spaces, hyphens, underscores and colons. Sources: WHATWG Encoding Standard §4.2, IANA, iconv, Python. */
function makeAliases(): Readonly<Record<string, string>> {
  return {
    ...list(
      "utf-8",
      "utf8 unicode11utf8 unicode20utf8 xunicode20utf8 utf8sig utf8bom cp65001 ascii usascii ansix341968 iso646us iso88591ascii",
    ),
    ...list("gb18030", "gb180302000 gb180302005 gb180302022 cp54936 windows54936"),
    ...list("gbk", "xgbk cp936 ms936 windows936 936 chinese csgb2312 gb231280 csiso58gb231280 isoir58 xcp20936"),
    ...list("gb2312", "euccn xeuccn gb2312raw eucgb2312cn"),
    ...list("big5", "bigfive xxbig5 csbig5 cnbig5 big5eten cp950 ms950 windows950 950 big52003"),
    ...list("big5-hkscs", "big5hk big5hkscs2004 big5hkscs2008 cp951 hkscs"),
    ...list("euc-tw", "xeuctw cns11643"),
    ...list("hz-gb-2312", "hz hzgb hzgb2312"),
    ...list("iso-2022-cn", "csiso2022cn iso2022cnext"),
    ...list("utf-16le", "utf16 csunicode iso10646ucs2 ucs2 ucs2le unicode unicodefeff utf16 cp1200"),
    ...list("utf-16be", "unicodefffe ucs2be cp1201"),
    ...list("utf-32le", "utf32 ucs4 ucs4le cp12000"),
    ...list("utf-32be", "ucs4be cp12001"),
    ...list("shift_jis", "shiftjis sjis xsjis csshiftjis mskanji ms932 windows31j cp932 windows932"),
    ...list("euc-jp", "eucjp xeucjp cseucpkdfmtjapanese ujis cp51932"),
    ...list("iso-2022-jp", "csiso2022jp iso2022jp1 iso2022jp2 iso2022jp3 cp50220 cp50221"),
    ...list("euc-kr", "cseuckr csksc56011987 isoir149 korean ksc5601 ksc56011987 ksc56011989 windows949 cp949 ms949 uhc xwindows949"),
    ...list("iso-2022-kr", "csiso2022kr"),
    ...list("windows-1252", "ansix341986 iso88591 iso885911987 isoir100 l1 latin1 csisolatin1 cp1252 cp819 ibm819 xcp1252"),
    ...list("windows-1254", "iso88599 iso885991989 isoir148 l5 latin5 csisolatin5 cp1254 xcp1254"),
    ...list("windows-874", "tis620 iso885911 dos874 cp874"),
    ...list("iso-8859-2", "iso885921987 isoir101 l2 latin2 csisolatin2"),
    ...list("iso-8859-3", "iso885931988 isoir109 l3 latin3 csisolatin3"),
    ...list("iso-8859-4", "iso885941988 isoir110 l4 latin4 csisolatin4"),
    ...list("iso-8859-5", "iso885951988 isoir144 cyrillic csisolatincyrillic"),
    ...list("iso-8859-6", "iso885961987 isoir127 arabic asmo708 ecma114 csisolatinarabic iso88596e iso88596i csiso88596e csiso88596i"),
    ...list("iso-8859-7", "iso885971987 isoir126 greek greek8 ecma118 elot928 suneugreek csisolatingreek"),
    ...list("iso-8859-8", "iso885981988 isoir138 hebrew visual logical csisolatinhebrew iso88598e iso88598i csiso88598e csiso88598i"),
    ...list("iso-8859-10", "isoir157 l6 latin6 csisolatin6"),
    ...list("iso-8859-15", "l9 latin9 csisolatin9"),
    ...list("koi8-r", "koi koi8 cskoi8r"),

    ...list("ibm866", "866 cp866 csibm866"),
    ...list("macintosh", "csmacintosh mac xmacroman macroman"),
    ...list("x-mac-cyrillic", "xmacukrainian maccyrillic"),
    ...Object.fromEntries(
      ["1250", "1251", "1253", "1255", "1256", "1257", "1258"].flatMap((page) =>
        Object.entries(list(`windows-${page}`, `cp${page} xcp${page}`)),
      ),
    ),
  };
}

const SEPARATORS = /[\s_:.()-]+/gu;
/** Quotes and spaces around a name, as declarations have them. */
const WRAPPING = /^["'\s]+|["'\s;]+$/gu;

function list(name: string, aliases: string): Record<string, string> {
  return Object.fromEntries(aliases.split(" ").map((alias) => [alias, name]));
}

/** Made when the first name is asked for: few runs name one. */
let byKey: ReadonlyMap<string, string> | undefined;

function nameOfKey(key: string): string | null {
  byKey ??= new Map([...ENCODING_NAMES.map((name) => [name.replace(SEPARATORS, ""), name] as const), ...Object.entries(makeAliases())]);
  return byKey.get(key) ?? null;
}

/**
 * The canonical name of an encoding from `ENCODING_NAMES`, or null when the name is unknown. Case, spaces, hyphens and underscores do
 * not count. `+` joins the parts of a mixed file: each must be known.
 */
export function resolveEncodingLabel(label: string): string | null {
  const names = label.split("+").map((part) => nameOfKey(part.toLowerCase().replace(WRAPPING, "").replace(SEPARATORS, "")));
  return names.includes(null) ? null : names.join("+");
}

/**
 * The name that `metadata.encoding` reports for a canonical name: the superset that is really used (`gb18030` for gb2312 and gbk,
 * `big5` for big5-hkscs).
 */
export function reportedName(name: string): string {
  if (name.includes("+")) return name.split("+").map(reportedName).join("+");
  if (name === "gbk" || name === "gb2312") return "gb18030";
  return name === "big5-hkscs" ? "big5" : name;
}
