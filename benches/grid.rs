//! Grids of undirected links that fail on their own, from corner to corner.

use sansou_scenario::case::Distribution;
use sansou_scenario::raw::{Draw, Graph, Step, StepKind};

/// A grid of `width` × `height` points whose links hold with probability `p`; the goal is the corner
/// opposite to the entry. A link is two AND steps that share a draw.
pub fn grid(width: usize, height: usize, p: f64) -> Graph {
    let step = |id: String, kind, parents, requires, entry| Step {
        id,
        kind,
        probability: 1.0,
        time: Distribution::Fixed { value: 0.0 },
        parents,
        requires,
        unless: vec![],
        entry,
    };
    let at = |x: usize, y: usize| y * width + x;
    let mut steps: Vec<Step> = (0..width * height)
        .map(|point| step(format!("p{point}"), StepKind::Or, vec![], vec![], point == 0))
        .collect();
    let mut draws = Vec::new();
    for (x, y) in (0..height).flat_map(|y| (0..width).map(move |x| (x, y))) {
        for (right, down) in [(1, 0), (0, 1)] {
            if x + right >= width || y + down >= height {
                continue;
            }
            let ends = [at(x, y), at(x + right, y + down)];
            for [from, to] in [ends, [ends[1], ends[0]]] {
                let id = format!("l{from}-{to}");
                let number = steps.len();
                steps[to].parents.push(number);
                steps.push(step(id, StepKind::And, vec![from], vec![draws.len()], false));
            }
            draws.push(Draw { id: format!("d{}", draws.len()), probability: p });
        }
    }
    let goals = vec![at(width - 1, height - 1)];
    Graph { draws, steps, goals, horizon_secs: f64::INFINITY }
}
