// Secrets one knows by their form: addresses whose path lets anybody in who has it, and tokens with a prefix of their maker.

type Shape = { readonly what: string; /** Its first group stands before the secret. */ readonly form: RegExp };

const webhook = "the secret path of a webhook";
const token = "a token";

/** Each is looked for once in a text, and takes time proportional to it. */
export const secretShapes: readonly Shape[] = [
  { what: webhook, form: /(\bhooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/)[\w/-]{6,}/gi },
  { what: webhook, form: /(\bdiscord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/)[\w/-]{6,}/gi },
  { what: webhook, form: /(\b(?:outlook\.office(?:365)?|webhook\.office)\.com\/webhook(?:b2)?\/)[\w@/-]{6,}/gi },
  { what: webhook, form: /(\bapi\.telegram\.org\/(?:file\/)?bot)\d+:[\w-]{6,}/gi },
  { what: webhook, form: /(\bhooks\.zapier\.com\/hooks\/(?:catch|standard)\/)[\w/-]{6,}/gi },
  { what: webhook, form: /(\bmaker\.ifttt\.com\/trigger\/[\w-]{1,100}\/(?:json\/)?with\/key\/)[\w-]{6,}/gi },
  { what: webhook, form: /(\bopen\.(?:feishu\.cn|larksuite\.com)\/open-apis\/bot\/(?:v2\/)?hook\/)[\w-]{6,}/gi },
  { what: webhook, form: /(\bwebexapis\.com\/v1\/webhooks\/incoming\/)[\w-]{6,}/gi },
  { what: webhook, form: /(\bevents\.pagerduty\.com\/(?:integration|x-ere)\/)[\w-]{6,}/gi },
  { what: webhook, form: /(\balert\.victorops\.com\/integrations\/[\w/-]{1,40}?\/alert\/)[\w-]{6,}/gi },
  { what: webhook, form: /(\bhook\.(?:[a-z]{2}\d\.)?(?:make|integromat)\.com\/)[\w-]{6,}/gi },
  { what: webhook, form: /(\/\/[^\s/?#]{1,255}\/hooks\/)[a-z0-9]{17,26}(?:\/[A-Za-z0-9]{20,})?(?![\w-])/g }, // Mattermost, Rocket.Chat
  { what: token, form: /()\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{36,}|glpat-[\w-]{20}|gl[a-z]{2,5}-[\w-]{20})/g },
  { what: token, form: /()\bxox[abeoprs]-[\w-]{10,}/g },
  { what: token, form: /()\b(?:hf_[A-Za-z]{34}|npm_[A-Za-z0-9]{36}|pypi-AgE[\w-]{20,}|dop_v1_[0-9a-f]{64})/g },
  { what: token, form: /()\bsk-(?:proj-|ant-|or-)?[\w-]{20,}/g },
  {
    what: token,
    form: /()\b(?:[rs]k_live_[A-Za-z0-9]{20,}|shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}|SG\.[\w-]{20,}\.[\w-]{20,})/g,
  },
  { what: token, form: /()\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g },
  { what: token, form: /()\bAIza[\w-]{35}(?![\w-])/g },
  { what: token, form: /()\bchy[psu]_[0-9A-Za-z]{20,}/g },
  { what: token, form: /()\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/g },
  { what: "a private key", form: /()-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]{0,6000}/g },
  { what: "a credential", form: /(\bauthorization["']?[:=] ?["']?(?:bearer|basic|token|digest) )[\w+/=.~-]{8,}/gi },
];
