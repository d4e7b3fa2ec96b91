import type { Edit } from "../../text/edits.ts";
import { latinUnit } from "./legacy-codecs.ts";
import type { RuleContext } from "./rules.ts";

const ENTITY = /&(?:amp;){0,4}(?:#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z][A-Za-z0-9]{1,12});/gu;

/** Lines about markup or program text show entities on purpose. */
const ABOUT_MARKUP = /实体|實體|转义|轉義|跳脫|标签|標籤|代码|代碼|程式碼|HTML|XML|XSS|escape|entit|<\/[a-z]/iu;

/** The named characters of HTML 4 that pages escape, by code point; sources: HTML 4.01 section 24. */
const NAMES =
  "quot34 amp38 apos39 lt60 gt62 nbsp32 iexcl161 cent162 pound163 curren164 yen165 brvbar166 sect167 uml168 copy169 ordf170 laquo171 not172 reg174 macr175 deg176 plusmn177 sup2178 sup3179 acute180 micro181 para182 middot183 cedil184 sup1185 ordm186 raquo187 frac14188 frac12189 frac34190 iquest191 Agrave192 Aacute193 Acirc194 Atilde195 Auml196 Aring197 AElig198 Ccedil199 Egrave200 Eacute201 Ecirc202 Euml203 Igrave204 Iacute205 Icirc206 Iuml207 ETH208 Ntilde209 Ograve210 Oacute211 Ocirc212 Otilde213 Ouml214 times215 Oslash216 Ugrave217 Uacute218 Ucirc219 Uuml220 Yacute221 THORN222 szlig223 agrave224 aacute225 acirc226 atilde227 auml228 aring229 aelig230 ccedil231 egrave232 eacute233 ecirc234 euml235 igrave236 iacute237 icirc238 iuml239 eth240 ntilde241 ograve242 oacute243 ocirc244 otilde245 ouml246 divide247 oslash248 ugrave249 uacute250 ucirc251 uuml252 yacute253 thorn254 yuml255 OElig338 oelig339 Scaron352 scaron353 Yuml376 fnof402 circ710 tilde732 Alpha913 Beta914 Gamma915 Delta916 Omega937 alpha945 beta946 gamma947 delta948 epsilon949 theta952 lambda955 mu956 pi960 rho961 sigma963 tau964 phi966 omega969 ensp32 emsp32 thinsp32 ndash8211 mdash8212 lsquo8216 rsquo8217 sbquo8218 ldquo8220 rdquo8221 bdquo8222 dagger8224 Dagger8225 bull8226 hellip8230 permil8240 prime8242 Prime8243 lsaquo8249 rsaquo8250 oline8254 frasl8260 euro8364 image8465 weierp8472 real8476 trade8482 larr8592 uarr8593 rarr8594 darr8595 harr8596 rArr8658 hArr8660 forall8704 part8706 exist8707 empty8709 nabla8711 isin8712 notin8713 ni8715 prod8719 sum8721 minus8722 lowast8727 radic8730 prop8733 infin8734 ang8736 and8743 or8744 cap8745 cup8746 int8747 sim8764 cong8773 asymp8776 ne8800 equiv8801 le8804 ge8805 sub8834 sup8835 lceil8968 rceil8969 lfloor8970 rfloor8971 lang9001 rang9002 loz9674 spades9824 clubs9827 hearts9829 diams9830 zwnj0 zwj0 lrm0 rlm0 shy0";
const DIGITS_AT_END = /^([A-Za-z]+(?:14|12|34|[1-4](?=1[78]))?)([0-9]+)$/u;
const CODE_POINTS: ReadonlyMap<string, number> = new Map(
  NAMES.split(" ").map((entry): [string, number] => {
    const [, name = "", code = "0"] = DIGITS_AT_END.exec(entry) ?? [];
    return [name, Number(code)];
  }),
);

/** Character references that were escaped once or more. Line breaks become spaces: a block is one line. */
export function repairEntities(text: string, context: RuleContext): readonly Edit[] {
  if (!context.isOn("escaped-entity") || ABOUT_MARKUP.test(text)) return [];
  const edits: Edit[] = [];
  for (const match of text.matchAll(ENTITY)) {
    const after = decode(match[0].replaceAll("amp;", ""));
    if (after !== null) edits.push({ start: match.index, end: match.index + match[0].length, rule: "escaped-entity", after });
  }
  return edits;
}

/** `&name;` or `&#…;`, or `&` + `;` where the name itself was amp; null for unknown names and code points that are no text. */
function decode(entity: string): string | null {
  if (entity === "&;" || entity === "&") return "&";
  const body = entity.slice(1, -1);
  let code: number | undefined;
  if (body.startsWith("#"))
    code = body[1] === "x" || body[1] === "X" ? Number.parseInt(body.slice(2), 16) : Number.parseInt(body.slice(1), 10);
  else code = CODE_POINTS.get(body);
  if (code === undefined) return null;
  if (code === 9 || code === 10 || code === 13 || code === 160) return " ";
  if (code < 0x20) return code === 0 && !body.startsWith("#") ? "" : null;
  if (code >= 0x80 && code < 0xa0) return String.fromCharCode(latinUnit(code));
  if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return null;
  return String.fromCodePoint(code);
}
