/** How keys of well-known services begin; the patterns are those that their documentation gives for scanners. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/^[sr]k_(?:live|test)_[A-Za-z0-9]{8,}/, "it begins like a key of Stripe"],
  [/^gh[pousr]_[A-Za-z0-9]{20,}|^github_pat_/, "it begins like a token of GitHub"],
  [/^xox[abposr]-|^xapp-/, "it begins like a token of Slack"],
  [/^(?:AKIA|ASIA)[A-Z0-9]{16}$/, "it has the form of an access key of AWS"],
  [/^AIza[\w-]{30,}/, "it begins like a key of Google"],
  [/^SG\.[\w-]{16,}\./, "it begins like a key of SendGrid"],
  [/^eyJ[\w-]+\.eyJ[\w-]+\./, "it is a signed token"],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, "it is a private key"],
  [/^[a-z][a-z0-9+.-]*:\/\/[^/?#\s:@]*:[^/?#\s@]+@/i, "a password stands in the address"],
];

const SECRET_NAME = /key|token|password|passwd|secret|credential/i;
const RANDOM_TEXT = /^(?:[0-9a-f]{20,}|[A-Za-z0-9+/_-]{20,}={0,2})$/;

/** Why an option is a secret by its name alone; undefined when it is not. */
export function secretName(name: string): string | undefined {
  return /password|passwd|secret|token|credential|apikey|api_key|privatekey|private_key/i.test(name)
    ? "an option of that name is a secret"
    : undefined;
}

/** Letters of several sorts, as random text has them and words have not. */
function isMixed(text: string): boolean {
  const sorts = [/[a-z]/, /[A-Z]/, /[0-9]/].filter((sort) => sort.test(text));
  return sorts.length >= 2 && /[0-9]/.test(text);
}

/** Why an option's text looks like a secret; undefined when it does not. */
export function secretLook(name: string, text: string): string | undefined {
  const known = KNOWN.find(([form]) => form.test(text));
  if (known !== undefined) return known[1];
  const isRandom = SECRET_NAME.test(name) && RANDOM_TEXT.test(text) && isMixed(text);
  return isRandom ? "it is a long random text in an option of that name" : undefined;
}
