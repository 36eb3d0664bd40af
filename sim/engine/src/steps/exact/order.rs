//! In which order the steps of a problem enter a frontier.
//!
//! A state remembers a function for every step that has children to come, a symbol for every step
//! that has parents to come, and a value for every draw that is needed again; their number is the
//! width of the frontier, and states grow at most so that some power of 2 to the width bounds them.
//! The least width of all orders is NP-hard to find (as pathwidth is: Arnborg, Corneil, Proskurowski
//! 1987), so several greedy orders are built, each from another first step: always the step that
//! makes the frontier narrowest, among equals the one that has waited longest. Taken is the order
//! with the least sum of 2^width.
//!
//! *Links* – steps with two neighbours at most – enter with the last of their neighbours; so the two
//! directions of an undirected edge enter together.
//!
//! Must not know states.

use super::function::SYMBOLS;
use super::problem::Problem;

/// Orders that are tried.
const MAX_STARTS: usize = 64;
/// Orders that are tried if the problem is large.
const MIN_STARTS: usize = 4;
/// Hubs in all orders together, between these bounds.
const HUBS_TRIED: usize = 20_000;

/// An order of all steps.
#[derive(Debug, Clone)]
pub(super) struct Order {
    pub(super) steps: Vec<usize>,
    /// Greatest width.
    pub(super) widest: usize,
    /// Sum of 2^width: no more than so many states are met, if functions are simple.
    pub(super) work: f64,
}

/// No order was found that a frontier can go by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooWide {
    /// Width where the best order was given up.
    pub(super) width: usize,
    /// Steps that had entered by then.
    pub(super) step: usize,
}

/// The best of some greedy orders.
pub(super) fn best(problem: &Problem) -> Result<Order, TooWide> {
    let net = Net::new(problem);
    let mut best: Result<Order, TooWide> = Err(TooWide { width: 0, step: 0 });
    for start in net.starts() {
        match (greedy(&net, start), &best) {
            (Ok(order), Ok(known)) if order.work >= known.work => {}
            (Err(met), Err(known)) if met.step <= known.step => {}
            (Err(_), Ok(_)) => {}
            (found, _) => best = found,
        }
    }
    best
}

/// Who is next to whom.
struct Net<'a> {
    problem: &'a Problem,
    children: Vec<Vec<usize>>,
    is_link: Vec<bool>,
}

impl Net<'_> {
    fn new(problem: &Problem) -> Net<'_> {
        let mut net = Net {
            problem,
            children: problem.children(),
            is_link: vec![false; problem.steps.len()],
        };
        for step in 0..problem.steps.len() {
            net.is_link[step] = step != problem.goal
                && net.neighbours(step).count() <= 2
                && net.neighbours(step).all(|other| !net.is_link[other]);
        }
        net
    }

    fn neighbours(&self, step: usize) -> impl Iterator<Item = usize> + '_ {
        self.problem.steps[step].parents.iter().chain(&self.children[step]).copied()
    }

    /// Steps next to a step, and beyond the links next to it; not links.
    fn hubs_near(&self, step: usize) -> impl Iterator<Item = usize> + '_ {
        self.neighbours(step).flat_map(|near| {
            let beyond = self.is_link[near].then(|| self.neighbours(near));
            let own = (!self.is_link[near]).then_some(near);
            own.into_iter().chain(beyond.into_iter().flatten())
        })
    }

    /// Hubs in order of distance from some.
    fn breadth_first(&self, from: &[usize]) -> Vec<usize> {
        let mut seen = vec![false; self.is_link.len()];
        let mut order = from.to_vec();
        from.iter().for_each(|&step| seen[step] = true);
        let mut next = 0;
        while let Some(&step) = order.get(next) {
            next += 1;
            for near in self.hubs_near(step) {
                if !seen[near] {
                    seen[near] = true;
                    order.push(near);
                }
            }
        }
        order
    }

    /// First steps to try: hubs at even distances in order from the goal, with the farthest.
    fn starts(&self) -> Vec<usize> {
        let mut hubs = self.breadth_first(&[self.problem.goal]);
        let tried = (HUBS_TRIED / hubs.len()).clamp(MIN_STARTS, MAX_STARTS);
        hubs.reverse();
        hubs.iter().copied().step_by(hubs.len().div_ceil(tried)).collect()
    }
}

/// Always the step that makes the frontier narrowest.
fn greedy(net: &Net, start: usize) -> Result<Order, TooWide> {
    let count = net.is_link.len();
    let mut border = Border::new(net.problem, &net.children);
    let mut order = Order { steps: Vec::with_capacity(count), widest: 0, work: 0.0 };
    let mut known = vec![false; count];
    known[start] = true;
    let mut waiting = vec![start];
    let mut rest = (0..count).filter(|&step| !net.is_link[step]);
    loop {
        let best = (0..waiting.len()).min_by_key(|&index| {
            let entering = entering(net, &border, waiting[index]);
            entering.iter().for_each(|&step| border.enter(step));
            let width = border.width();
            entering.iter().rev().for_each(|&step| border.leave(step));
            width
        });
        let hub = match best {
            Some(index) => waiting.remove(index),
            // What only draws connect.
            None => match rest.find(|&step| !known[step]) {
                Some(step) => step,
                None => break,
            },
        };
        known[hub] = true;
        for step in entering(net, &border, hub) {
            let thrown = net.problem.steps[step].draws().count();
            let width = border.width() + thrown;
            border.enter(step);
            order.steps.push(step);
            order.work += libm::exp2(border.width() as f64);
            order.widest = order.widest.max(border.width());
            if width.max(border.width()) >= SYMBOLS {
                return Err(TooWide { width: border.width(), step: order.steps.len() });
            }
        }
        for near in net.hubs_near(hub) {
            if !known[near] {
                known[near] = true;
                waiting.push(near);
            }
        }
    }
    Ok(order)
}

/// A hub and the links that it closes.
fn entering(net: &Net, border: &Border, hub: usize) -> Vec<usize> {
    let mut entering = vec![hub];
    let has_entered = |step: usize| step == hub || border.entered[step];
    let closed = net.neighbours(hub).filter(|&near| {
        net.is_link[near] && !border.entered[near] && net.neighbours(near).all(has_entered)
    });
    entering.extend(closed);
    // Links with the same draws follow one another.
    entering[1..].sort_by_key(|&link| (net.problem.steps[link].draws().next(), link));
    entering.dedup();
    entering
}

/// What a frontier remembers as steps enter, counted.
pub(super) struct Border<'a> {
    problem: &'a Problem,
    children: &'a [Vec<usize>],
    pub(super) entered: Vec<bool>,
    pub(super) parents_to_come: Vec<usize>,
    pub(super) children_to_come: Vec<usize>,
    /// Steps to come that need the draw.
    pub(super) users_to_come: Vec<usize>,
    users: Vec<usize>,
    functions: usize,
    symbols: usize,
    draws: usize,
}

impl<'a> Border<'a> {
    pub(super) fn new(problem: &'a Problem, children: &'a [Vec<usize>]) -> Border<'a> {
        let mut users = vec![0; problem.draws.len()];
        problem.steps.iter().flat_map(|step| step.draws()).for_each(|draw| users[draw] += 1);
        let mut children_to_come: Vec<usize> = children.iter().map(Vec::len).collect();
        // The answer is the goal's function: it is remembered to the end.
        children_to_come[problem.goal] += 1;
        Border {
            problem,
            children,
            entered: vec![false; problem.steps.len()],
            parents_to_come: problem.steps.iter().map(|step| step.parents.len()).collect(),
            children_to_come,
            users_to_come: users.clone(),
            users,
            functions: 0,
            symbols: 0,
            draws: 0,
        }
    }

    /// Functions, symbols and draws that are remembered.
    pub(super) fn width(&self) -> usize {
        self.functions + self.symbols + self.draws
    }

    pub(super) fn enter(&mut self, step: usize) {
        self.entered[step] = true;
        for &child in &self.children[step] {
            self.parents_to_come[child] -= 1;
            self.symbols -= usize::from(self.entered[child] && self.parents_to_come[child] == 0);
        }
        for &parent in &self.problem.steps[step].parents {
            self.children_to_come[parent] -= 1;
            self.functions -=
                usize::from(self.entered[parent] && self.children_to_come[parent] == 0);
        }
        self.symbols += usize::from(self.parents_to_come[step] > 0);
        self.functions += usize::from(self.children_to_come[step] > 0);
        for draw in self.problem.steps[step].draws() {
            self.draws += usize::from(self.users_to_come[draw] == self.users[draw]);
            self.users_to_come[draw] -= 1;
            self.draws -= usize::from(self.users_to_come[draw] == 0);
        }
    }

    /// Undoes the last [`Border::enter`].
    fn leave(&mut self, step: usize) {
        for draw in self.problem.steps[step].draws() {
            self.draws += usize::from(self.users_to_come[draw] == 0);
            self.users_to_come[draw] += 1;
            self.draws -= usize::from(self.users_to_come[draw] == self.users[draw]);
        }
        self.functions -= usize::from(self.children_to_come[step] > 0);
        self.symbols -= usize::from(self.parents_to_come[step] > 0);
        for &parent in &self.problem.steps[step].parents {
            self.functions +=
                usize::from(self.entered[parent] && self.children_to_come[parent] == 0);
            self.children_to_come[parent] += 1;
        }
        for &child in &self.children[step] {
            self.symbols += usize::from(self.entered[child] && self.parents_to_come[child] == 0);
            self.parents_to_come[child] += 1;
        }
        self.entered[step] = false;
    }
}
