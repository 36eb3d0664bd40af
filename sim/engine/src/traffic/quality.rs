//! Quality as people notice it: meetings by ITU-T G.107, screen work by its round trip.
//!
//! Pure functions of delay and loss. Must not know flows, cases or time. Units: seconds; loss as a
//! share from 0 to 1.
//!
//! # Where it holds
//! The E-model (ITU-T G.107, 06/2015) rates narrow-band speech between two people. Delays from 0 to
//! 0.5 s one way and random losses up to 20 % are its range; what lies beyond is bad whatever the
//! number. All inputs that a network does not change have G.107's defaults (no echo, quiet rooms).
//! Pictures are not rated: a meeting whose speech is good can still show a poor one.

/// R with every input at its default (G.107, table 3).
const DEFAULT_RATING: f64 = 93.2;
/// One-way delay that nobody notices, seconds (mT of G.107, table 3).
const UNNOTICED_SECS: f64 = 0.1;
/// Packet-loss robustness Bpl of G.711 with concealment (ITU-T G.113, appendix I, table I.4), and its
/// impairment without loss, Ie. Assumption: meeting programs stand losses no worse than that.
const LOSS_ROBUSTNESS: f64 = 25.1;
const CODEC_IMPAIRMENT: f64 = 0.0;

/// Rating R of speech, from 0 (worst) to 93.2: G.107 with the default values, a one-way delay and a
/// share of packets lost at random.
pub fn rating(one_way_secs: f64, loss: f64) -> f64 {
    let rating = DEFAULT_RATING - delay_impairment(one_way_secs) - loss_impairment(loss);
    rating.clamp(0.0, 100.0)
}

/// Impairment by long delay, Idd (G.107, 7.4, at the default sensitivity).
pub fn delay_impairment(one_way_secs: f64) -> f64 {
    if one_way_secs <= UNNOTICED_SECS {
        return 0.0;
    }
    let x = libm::log2(one_way_secs / UNNOTICED_SECS);
    let bend = |x: f64| libm::pow(1.0 + libm::pow(x, 6.0), 1.0 / 6.0);
    25.0 * (bend(x) - 3.0 * bend(x / 3.0) + 2.0)
}

/// Impairment by lost packets, Ie-eff (G.107, 7.5, random loss: BurstR = 1).
pub fn loss_impairment(loss: f64) -> f64 {
    let percent = 100.0 * loss.clamp(0.0, 1.0);
    CODEC_IMPAIRMENT + (95.0 - CODEC_IMPAIRMENT) * percent / (percent + LOSS_ROBUSTNESS)
}

/// Mean opinion score, from 1 (bad) to 4.5 (excellent), of a rating R (G.107, annex B). Below
/// R = 6.5 the published polynomial falls under 1; so it stops there.
pub fn opinion_score(rating: f64) -> f64 {
    if rating >= 100.0 {
        return 4.5;
    }
    let r = rating.max(0.0);
    (1.0 + 0.035 * r + r * (r - 60.0) * (100.0 - r) * 7e-6).max(1.0)
}

/// How screen work feels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ScreenFeel {
    /// As on the spot, except for moving pictures.
    Prompt,
    /// Good enough to write and read.
    Delayed,
    /// Slow.
    Slow,
}

/// How screen work feels at a round trip: prompt up to 150 ms, good for text up to 200 ms, slow above
/// (Microsoft, *Windows Virtual Desktop: connection quality*, 2020; the 150 ms are still the network
/// requirement of Azure Virtual Desktop). For typing and menus; says nothing of bandwidth.
pub fn screen_feel(round_trip_secs: f64) -> ScreenFeel {
    if round_trip_secs <= 0.15 {
        ScreenFeel::Prompt
    } else if round_trip_secs <= 0.2 {
        ScreenFeel::Delayed
    } else {
        ScreenFeel::Slow
    }
}
