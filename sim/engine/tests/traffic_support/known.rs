//! Known max-min divisions, for every solver that claims to find them.
//!
//! The cases `maxmin` of reference/traffic/known_answers.json of the project's design papers. Left out:
//! "weight + penalty", "multiple constraints" and "crosstraffic", in which a flow uses a link more or
//! less than once (SimGrid's consumption weight); the product has no such thing.

const NO_CAP: f64 = f64::INFINITY;

/// A flow: links, weight, cap, rate.
pub type Known = (Vec<usize>, f64, f64, f64);

/// Flows of weight 1 without a cap: links and rate.
fn plain<const N: usize>(flows: [(&[usize], f64); N]) -> Vec<Known> {
    flows.iter().map(|(links, rate)| (links.to_vec(), 1.0, NO_CAP, *rate)).collect()
}

/// Name, capacities and flows of each case.
pub fn divisions() -> Vec<(&'static str, Vec<f64>, Vec<Known>)> {
    let third = 1.0 / 3.0;
    let parking = |rates: [f64; 4]| {
        plain([(&[0, 1, 2], rates[0]), (&[0], rates[1]), (&[1], rates[2]), (&[2], rates[3])])
    };
    let mut usage = [10.0; 15];
    usage[10..].fill(1.0);
    let sites = (0..30).map(|at| (vec![0, 1 + at / 10], 1.0, NO_CAP, [5.0, 15.0, 40.0][at / 10]));
    vec![
        (
            // Bertsekas and Gallager, Data Networks, 6.5.2.
            "BG-style: 5 sessions, unit links",
            vec![1.0; 3],
            plain([
                (&[0], 2.0 * third),
                (&[0, 1], third),
                (&[1], third),
                (&[1], third),
                (&[2], 1.0),
            ]),
        ),
        ("parking lot n=3, unit links", vec![1.0; 3], parking([0.5; 4])),
        ("parking lot, capacities 10,4,6", vec![10.0, 4.0, 6.0], parking([2.0, 8.0, 2.0, 4.0])),
        ("lmm_usage test2", vec![200.0, 100.0], plain([(&[0], 200.0), (&[1], 100.0)])),
        (
            "SimGrid lmm_usage test3",
            usage.to_vec(),
            plain([
                (&[4, 5, 6], 3.0),
                (&[0, 1, 2], 10.0 * third),
                (&[7, 8], 2.0),
                (&[4, 5], 3.0),
                (&[5, 6, 7], 2.0),
                (&[9], 6.0),
                (&[7, 9], 2.0),
                (&[0, 1], 10.0 * third),
                (&[1, 2, 3], 10.0 * third),
                (&[4, 5, 6, 7, 9], 2.0),
                (&[6, 7, 8], 2.0),
                (&[10], 1.0),
                (&[11], 1.0),
                (&[12], 1.0),
                (&[13], 1.0),
                (&[14], 1.0),
            ]),
        ),
        (
            "SimGrid maxmin_test Variable penalty",
            vec![3.0],
            vec![(vec![0], 1.0, NO_CAP, 2.0), (vec![0], 0.5, NO_CAP, 1.0)],
        ),
        (
            "caps: C=10, caps 1,2,inf,inf",
            vec![10.0],
            [(1.0, 1.0), (2.0, 2.0), (NO_CAP, 3.5), (NO_CAP, 3.5)]
                .map(|(cap, rate)| (vec![0], 1.0, cap, rate))
                .to_vec(),
        ),
        (
            "three-site: wan 50/150/500 Mb, cloud 600 Mb, 10 flows each",
            vec![600.0, 50.0, 150.0, 500.0],
            sites.collect(),
        ),
        (
            "weighted: C=12 weights 1,2,3",
            vec![12.0],
            [1.0, 2.0, 3.0].map(|weight| (vec![0], weight, NO_CAP, 2.0 * weight)).to_vec(),
        ),
    ]
}
