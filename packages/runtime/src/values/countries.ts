import { givenText } from "./given-text.ts";
import { type Input, show } from "./input.ts";
import { MappingError } from "./mapping-error.ts";
import { STATES } from "./states.ts";

const LETTERS = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

/** Names that people write beside those of Unicode's tables. */
const FURTHER_NAMES: Readonly<Record<string, string>> = {
  america: "US",
  "bosnia and herzegovina": "BA",
  burma: "MM",
  "cabo verde": "CV",
  "czech republic": "CZ",
  deutschland: "DE",
  england: "GB",
  espana: "ES",
  "great britain": "GB",
  holland: "NL",
  "hong kong": "HK",
  "ivory coast": "CI",
  italia: "IT",
  "korea republic of": "KR",
  macao: "MO",
  macedonia: "MK",
  "northern ireland": "GB",
  osterreich: "AT",
  polska: "PL",
  "republic of korea": "KR",
  "russian federation": "RU",
  schweiz: "CH",
  scotland: "GB",
  suisse: "CH",
  swaziland: "SZ",
  "the netherlands": "NL",
  turkey: "TR",
  uae: "AE",
  uk: "GB",
  "united states of america": "US",
  usa: "US",
  "vatican city": "VA",
  wales: "GB",
};

/** ISO 3166-1 codes of three letters that are not found by name. */
const LONG_CODES: Readonly<Record<string, string>> = Object.fromEntries(
  (
    "AFGAF ALBAL DZADZ ANDAD AGOAO ARGAR ARMAM AUSAU AUTAT AZEAZ BHSBS BHRBH BGDBD BRBBB BLRBY BELBE BLZBZ BENBJ BTNBT BOLBO BIHBA " +
    "BWABW BRABR BRNBN BGRBG BFABF BDIBI KHMKH CMRCM CANCA CPVCV CAFCF TCDTD CHLCL CHNCN COLCO COMKM COGCG CODCD CRICR CIVCI HRVHR " +
    "CUBCU CYPCY CZECZ DNKDK DJIDJ DOMDO ECUEC EGYEG SLVSV GNQGQ ERIER ESTEE SWZSZ ETHET FJIFJ FINFI FRAFR GABGA GMBGM GEOGE DEUDE " +
    "GHAGH GRCGR GRDGD GTMGT GINGN GNBGW GUYGY HTIHT HNDHN HKGHK HUNHU ISLIS INDIN IDNID IRNIR IRQIQ IRLIE ISRIL ITAIT JAMJM JPNJP " +
    "JORJO KAZKZ KENKE KIRKI PRKKP KORKR KWTKW KGZKG LAOLA LVALV LBNLB LSOLS LBRLR LBYLY LIELI LTULT LUXLU MACMO MDGMG MWIMW MYSMY " +
    "MDVMV MLIML MLTMT MHLMH MRTMR MUSMU MEXMX FSMFM MDAMD MCOMC MNGMN MNEME MARMA MOZMZ MMRMM NAMNA NRUNR NPLNP NLDNL NZLNZ NICNI " +
    "NERNE NGANG MKDMK NORNO OMNOM PAKPK PLWPW PANPA PNGPG PRYPY PERPE PHLPH POLPL PRTPT PRIPR QATQA ROURO RUSRU RWARW SAUSA SENSN " +
    "SRBRS SYCSC SLESL SGPSG SVKSK SVNSI SLBSB SOMSO ZAFZA SSDSS ESPES LKALK SDNSD SURSR SWESE CHECH SYRSY TWNTW TJKTJ TZATZ THATH " +
    "TLSTL TGOTG TONTO TTOTT TUNTN TURTR TKMTM TUVTV UGAUG UKRUA AREAE GBRGB USAUS URYUY UZBUZ VUTVU VATVA VENVE VNMVN YEMYE ZMBZM ZWEZW"
  )
    .split(" ")
    .map((pair) => [pair.slice(0, 3), pair.slice(3)]),
);

let known: ReadonlyMap<string, string> | undefined;

/** Every country by its English name, as `plainName` has it. */
function countriesByName(): ReadonlyMap<string, string> {
  if (known !== undefined) return known;
  const names = namesIn("en");
  const found = new Map<string, string>();
  for (const first of LETTERS)
    for (const second of LETTERS) {
      const code = first + second;
      const name = names.of(code);
      // Codes that are no country, or no longer one, have no name or that of another.
      if (
        name === undefined ||
        name === code ||
        /^(Unknown|Pseudo|Outlying|European|Eurozone|United Nations)/.test(name)
      )
        continue;
      const plain = plainName(name);
      if (!found.has(plain) && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`) found.set(plain, code);
    }
  for (const [name, code] of Object.entries(FURTHER_NAMES)) found.set(name, code);
  known = found;
  return found;
}

function namesIn(language: string): Intl.DisplayNames {
  try {
    return new Intl.DisplayNames([language], { type: "region", fallback: "none" });
  } catch {
    throw new MappingError("unknown-language", `${show(language)} is no language`);
  }
}

/** Small letters without accents and marks. */
function plainName(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/\bst\.? /g, "saint ")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

/** `$countryCode`: the ISO 3166 code of two letters of a country's code or English name; undefined when it is none. */
export function countryCode(country: Input): string | undefined {
  const text = givenText(country, "$countryCode");
  if (text === undefined) return undefined;
  const upper = text.toUpperCase();
  if (/^[A-Z]{3}$/.test(upper) && Object.hasOwn(LONG_CODES, upper)) return LONG_CODES[upper];
  const byName = countriesByName();
  const named = byName.get(plainName(text));
  if (named !== undefined) return named;
  return /^[A-Z]{2}$/.test(upper) && new Set(byName.values()).has(upper) ? upper : undefined;
}

/** `$countryName`: the name of a country's code, in English or another language. */
export function countryName(country: Input, language: Input = "en"): string | undefined {
  const code = countryCode(country);
  return code === undefined ? undefined : namesIn(givenText(language, "$countryName") ?? "en").of(code);
}

/** `$stateCode`: the ISO 3166-2 code, without the country's, of a state or province of AU, BR, CA, DE, IN, MX or US. */
export function stateCode(state: Input, country: Input): string | undefined {
  const text = givenText(state, "$stateCode");
  const states = STATES.get(countryCode(country) ?? "");
  if (text === undefined || states === undefined) return undefined;
  const upper = text.toUpperCase().replace(/^[A-Z]{2}-/, "");
  if (states.has(upper)) return upper;
  const wanted = plainName(text);
  return [...states].find(([, name]) => plainName(name) === wanted)?.[0];
}

/** `$stateName`: the name of such a code. */
export function stateName(state: Input, country: Input): string | undefined {
  const code = stateCode(state, country);
  return code === undefined ? undefined : STATES.get(countryCode(country) ?? "")?.get(code);
}
