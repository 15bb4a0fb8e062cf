// Which way a metric is better: an explicit table of whole names, never a guess from a word inside one.

export const directions = ["higher", "lower", "none"] as const;
/** `none`: nobody has said which way is better, so values are compared without better or worse. */
export type Direction = (typeof directions)[number];

type Known = { readonly source: string; readonly higher?: string; readonly lower?: string };

/** Comma-separated names by the source that states their direction. Left out: names that mean opposite things in two fields, and counts without a base. */
const tables: readonly Known[] = [
  {
    source: "https://scikit-learn.org/stable/modules/model_evaluation.html",
    higher: `accuracy, acc, accuracy score, balanced accuracy, balanced accuracy score, top k accuracy, precision, recall,
      sensitivity, specificity, f1, f1 score, f score, f2, f2 score, f0.5, f beta, fbeta score, jaccard, jaccard score, jaccard index,
      roc auc, roc auc score, auc, auroc, auc roc, pr auc, auc pr, auprc, average precision, average precision score, mcc,
      matthews corrcoef, matthews correlation coefficient, cohen kappa, cohens kappa, kappa, quadratic weighted kappa, qwk,
      r2, r2 score, r squared, coefficient of determination, explained variance, explained variance score, d2 absolute error score,
      d2 pinball score, d2 tweedie score, d2 log loss score, adjusted rand, adjusted rand score, adjusted rand index, ari,
      adjusted mutual info, ami, normalized mutual info, nmi, mutual info score, homogeneity, homogeneity score, completeness score,
      v measure, v measure score, fowlkes mallows, fowlkes mallows score, silhouette, silhouette score, calinski harabasz score,
      tpr, true positive rate, tnr, true negative rate, ppv, positive predictive value, npv, negative predictive value,
      neg mean squared error, neg root mean squared error, neg mean absolute error, neg median absolute error,
      neg mean absolute percentage error, neg mean squared log error, neg log loss, neg brier score, neg max error,
      log likelihood, ndcg, ndcg score, dcg, dcg score, label ranking average precision`,
    lower: `loss, error, errors, error rate, misclassification rate, log loss, logloss, hamming loss, hinge loss, zero one loss,
      squared hinge loss, mse, mean squared error, rmse, root mean squared error, mae, mean absolute error, medae,
      median absolute error, msle, mean squared log error, rmsle, root mean squared log error, mape, mean absolute percentage error,
      max error, pinball loss, mean pinball loss, quantile loss, mean poisson deviance, mean gamma deviance, mean tweedie deviance,
      coverage error, label ranking loss, ranking loss, davies bouldin score, davies bouldin index, brier, brier score,
      brier score loss, brier loss, fpr, false positive rate, fall out, fnr, false negative rate, miss rate`,
  },
  {
    source: "https://lightning.ai/docs/torchmetrics/stable/all-metrics.html",
    higher: `iou, mean iou, miou, dice, dice score, dice coefficient, generalized dice score, panoptic quality, pearson, pearsonr,
      pearson corrcoef, pearson correlation, spearman, spearmanr, spearman corrcoef, spearman correlation, kendall, kendall tau,
      concordance corrcoef, ccc, concordance index, c index, exact match, psnr, ssim, ms ssim, vif, uqi, retrieval map,
      retrieval mrr, hit rate, word information preserved, wip, cosine similarity`,
    lower: `smape, wmape, symmetric mean absolute percentage error, weighted mean absolute percentage error, mase, nrmse,
      kl divergence, jensen shannon divergence, hausdorff distance, ece, expected calibration error, mce,
      maximum calibration error, calibration error, rms calibration error, adaptive calibration error, static calibration error,
      cross entropy, cross entropy loss, ce loss, bce, bce loss, binary cross entropy, nll, nll loss, negative log likelihood,
      focal loss, dice loss, huber loss, smooth l1 loss, l1 loss, l2 loss, mse loss, mae loss, ctc loss, triplet loss,
      contrastive loss, kl loss, reconstruction loss, classification loss, crps, word information lost, wil, match error rate, mer,
      edit distance, false discovery rate, fdr, false omission rate`,
  },
  {
    source: "https://huggingface.co/docs/evaluate",
    higher: `bleu, bleu 1, bleu 2, bleu 3, bleu 4, sacrebleu, google bleu, rouge, rouge 1, rouge 2, rouge 3, rouge l, rouge lsum, meteor, chrf, chrf++,
      bertscore, bert score, bleurt, comet, cometkiwi, mauve, cider, spice, moverscore, sari, squad f1, em, exact match rate, pass,
      pass rate, win rate, super glue, honest accuracy`,
    lower: `perplexity, ppl, word perplexity, byte perplexity, bits per byte, bpb, bits per character, bpc, ter,
      translation edit rate, toxicity, toxicity score, toxicity ratio, max toxicity, regard difference, hallucination rate`,
  },
  {
    source: "https://www.isca-archive.org and NIST evaluation plans (SRE, OpenASR, Rich Transcription)",
    higher: `mos, mean opinion score, utmos, dnsmos, nisqa, pesq, stoi, estoi, sdr, si sdr, sisdr, si snr, sisnr, snr, si sdri,
      word accuracy, detection accuracy`,
    lower: `wer, word error rate, cer, character error rate, der, diarization error rate, jer, jaccard error rate, eer,
      equal error rate, phoneme error rate, phone error rate, token error rate, sentence error rate, min dcf, mindcf, act dcf, cllr,
      min cllr, far, false acceptance rate, false accept rate, false alarm rate, frr, false rejection rate, false reject rate,
      hter, half total error rate, apcer, bpcer, acer, mcd, mel cepstral distortion, rtf, real time factor`,
  },
  {
    source: "https://arxiv.org/abs/1706.08500, https://arxiv.org/abs/1606.03498, https://arxiv.org/abs/2104.08718",
    higher: `is, inception score, clip score, clipscore, aesthetic score, image reward, hpsv2`,
    lower: `fid, frechet inception distance, clean fid, kid, kernel inception distance, fvd, frechet video distance, fad,
      frechet audio distance, lpips, niqe, brisque`,
  },
  {
    source: "https://github.com/usnistgov/trec_eval and https://docs.ragas.io",
    higher: `map, mean average precision, mrr, mean reciprocal rank, gmap, bpref, hits, hit, success, r precision,
      faithfulness, answer relevancy, answer relevance, answer correctness, context precision, context recall, groundedness`,
  },
  {
    source: "https://cocodataset.org/#detection-eval and https://motchallenge.net",
    higher: `ap, ap50, ap75, map50, map75, map50 95, map 0.5, map 0.5:0.95, average recall, mean average recall, mar, mota, hota, idf1,
      nds, pck, oks`,
    lower: `mean per joint position error, mpjpe, pa mpjpe, end point error, epe, abs rel, id switches`,
  },
  {
    source: "https://fairlearn.org/main/user_guide/assessment/common_fairness_metrics.html",
    higher: "demographic parity ratio, equalized odds ratio, equal opportunity ratio",
    lower: `demographic parity difference, demographic parity gap, equalized odds difference, equalized odds gap,
      equal opportunity difference, equal opportunity gap, fairness gap, fairness difference, accuracy gap, tpr gap, fpr gap,
      recall gap, selection rate difference, average odds difference`,
  },
  {
    source: "https://docs.evidentlyai.com/metrics",
    lower: `psi, population stability index, drift share, share of drifted columns, data drift, prediction drift, drift score,
      wasserstein distance, missing values share`,
  },
  {
    source: "https://mlcommons.org/benchmarks (MLPerf inference and training rules)",
    higher: `throughput, tokens per second, tokens per sec, tokens/s, tokens/sec, tokens/second, output tokens per second,
      samples per second, samples per sec, samples/s, samples/sec, samples/second, queries per second, queries/s, qps,
      requests per second, requests/s, images per second, images/s, images/sec, frames per second, steps per second,
      throughput per second, goodput, gpu utilization`,
    lower: `latency, response time, inference time, inference latency, prediction time, time to first token, ttft,
      time per output token, tpot, inter token latency, itl, time to train, training time, train time, eval runtime, runtime,
      load time, startup time, cold start, memory, memory usage, peak memory, peak memory usage, gpu memory, peak gpu memory, vram,
      ram, model size, size, disk size, artifact size, checkpoint size, file size, energy, energy consumption, power consumption,
      carbon emissions, co2, co2 emissions, cost, cost per request, cost per token`,
  },
];

/** Separators do not tell two names apart: `log_loss`, `log-loss`, `logloss` and `Log Loss` are one. */
const keyOf = (form: string): string => form.replaceAll(" ", "");

/**
 * One form for spellings of a name: compatibility forms folded (`R²` is `R2`), camel case and inner `_` and `-` as spaces,
 * lower case. A leading `-` stays: `-auc` is not `auc`.
 */
const normalised = (name: string): string =>
  name
    .normalize("NFKC")
    .replace(/(?<=[a-z0-9]{2})(?=[A-Z])/g, " ")
    .toLowerCase()
    .replace(/(?<=[^\s_-])[\s_-]+(?=[^\s_-])/g, " ")
    .trim();

const known: ReadonlyMap<string, KnownDirection> = new Map(
  tables.flatMap(({ source, ...names }) =>
    (["higher", "lower"] as const).flatMap((direction) =>
      (names[direction]?.split(",") ?? []).map((name) => [keyOf(normalised(name)), { direction, source }] as const),
    ),
  ),
);

export type KnownDirection = { readonly direction: "higher" | "lower"; readonly source: string };

const split = "train|training|val|valid|validation|eval|evaluation|dev|test|testing|holdout|held out|oof|cv";
const average = "macro|micro|weighted|samples|binary|mean|avg|average|median|overall";
/**
 * The only decorations that are taken off, one at a time: the split it was measured on, how it was averaged, a percentile, a
 * unit, top-k, a slice in square brackets, and "at" a condition (`recall@k=10`, `recall_at_1pct_fpr`). Each leaves what is
 * measured what it was; a word that could turn it round (`gap`, `drop`, `neg`) is none of them.
 */
const decorations: readonly RegExp[] = [
  / ?@.*$/s,
  / at [^ ].*$/s,
  / ?\[[^\]]*\]$/,
  new RegExp(`^(?:${split})[ /]`),
  new RegExp(`[ /](?:${split})$`),
  new RegExp(`^(?:${average}) `),
  new RegExp(` (?:\\((?:${average})\\)|${average})$`),
  /^p\d\d(?:\.\d+)? /,
  / p\d\d(?:\.\d+)?$/,
  / ?(?:%|\(%\)| percent| pct)$/,
  / \(?(?:ms|s|us|sec|seconds|milliseconds|bytes|kb|mb|gb|kib|mib|gib|usd|kwh|db)\)?$/,
  /^top[ ]?(?:\d+|k) ?/,
];

const maxDecorations = 6;

/** The direction the table states for a whole name, decorations aside, and its source; undefined for any other name. */
export function knownDirection(name: string): KnownDirection | undefined {
  let forms = [normalised(name)];
  const seen = new Set(forms);
  // Breadth first, so the least undressed name that is known decides.
  for (let taken = 0; taken <= maxDecorations && forms.length > 0; taken += 1) {
    const found = forms.map((form) => known.get(keyOf(form))).find((entry) => entry !== undefined);
    if (found) return found;
    forms = forms
      .flatMap((form) => decorations.map((decoration) => form.replace(decoration, "").trim()))
      .filter((form) => form !== "" && !seen.has(form) && seen.add(form));
  }
  return undefined;
}
