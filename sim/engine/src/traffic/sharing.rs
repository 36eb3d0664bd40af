//! Weighted max-min sharing of resources by classes of equal flows, exact, solved again only where
//! a change can be felt.
//!
//! Knows resources (numbers with a capacity) and classes (a route, a weight, a cap, a count of
//! flows). Must not know time, bytes, applications or cases.
//!
//! All flows of a class get the same rate. A division is max-min fair if every class either has its
//! cap or crosses a saturated resource on which no class has a greater rate per weight; there is
//! exactly one such division. [`Sharing::solve`] finds it by filling: the level (rate per weight)
//! rises for all classes at once; a class stops at its cap, or when a resource of its route is full.
//!
//! Locality: a change can only reach classes that are chained to it by saturated resources. So the
//! solver takes the changed classes and all that saturated resources tie to them, divides what the
//! others leave, and takes in more classes for as long as a resource that the taken ones filled also
//! carries others. The result is fair as a whole, so it equals a solution of everything at once (a
//! property test compares them).
//!
//! Invariants: no resource carries more than its capacity (to rounding, 10⁻⁹ of it); the order in
//! which classes are added decides nothing but the last bits. Units: any, the same for capacities
//! and caps (bit/s here).

/// A resource counts as saturated when less than this share of its capacity is free.
const SLACK: f64 = 1e-9;

/// Number of a class, in the order in which classes were added.
pub type ClassIndex = usize;

/// Resources, classes and the present division.
#[derive(Debug, Clone)]
pub struct Sharing {
    resources: Vec<Resource>,
    classes: Vec<Class>,
    /// Live classes in order of their level at the cap, then number.
    order: Vec<ClassIndex>,
    /// Classes whose count or cap changed since the last solution.
    dirty: Vec<ClassIndex>,
    /// Classes that are being solved, and resources that they cross.
    taken: Vec<ClassIndex>,
    touched: Vec<usize>,
    /// Result of the last call: classes whose rate changed.
    changed: Vec<ClassIndex>,
}

#[derive(Debug, Clone)]
struct Resource {
    capacity: f64,
    /// Live classes that cross it, sorted.
    live: Vec<ClassIndex>,
    saturated: bool,
    load: f64,
    // While solving:
    touched: bool,
    left: f64,
    weight: f64,
    open: usize,
    others: bool,
}

#[derive(Debug, Clone)]
struct Class {
    route: Box<[usize]>,
    weight: f64,
    cap: f64,
    count: u32,
    rate: f64,
    // While solving:
    taken: bool,
    open: bool,
    next: f64,
}

impl Class {
    /// Level at which it reaches its cap.
    fn ceiling(&self) -> f64 {
        self.cap / self.weight
    }
}

impl Sharing {
    /// Resources with these capacities; no class yet.
    pub fn new(capacities: &[f64]) -> Sharing {
        let resources = capacities
            .iter()
            .map(|&capacity| Resource {
                capacity,
                live: Vec::new(),
                saturated: false,
                load: 0.0,
                touched: false,
                left: 0.0,
                weight: 0.0,
                open: 0,
                others: false,
            })
            .collect();
        Sharing {
            resources,
            classes: Vec::new(),
            order: Vec::new(),
            dirty: Vec::new(),
            taken: Vec::new(),
            touched: Vec::new(),
            changed: Vec::new(),
        }
    }

    /// Adds a class without flows. A resource named twice counts once. Weights are positive; a cap
    /// may be infinite if the route is not empty.
    pub fn add_class(&mut self, route: &[usize], weight: f64, cap: f64) -> ClassIndex {
        let mut route = route.to_vec();
        route.sort_unstable();
        route.dedup();
        self.classes.push(Class {
            route: route.into(),
            weight,
            cap,
            count: 0,
            rate: 0.0,
            taken: false,
            open: false,
            next: 0.0,
        });
        self.classes.len() - 1
    }

    /// Sets how many flows a class has; takes effect with the next [`Sharing::solve`].
    pub fn set_count(&mut self, class: ClassIndex, count: u32) {
        let before = self.classes[class].count;
        if before == count {
            return;
        }
        self.dirty.push(class);
        self.classes[class].count = count;
        if before == 0 {
            self.enter(class);
        } else if count == 0 {
            self.leave(class);
        }
    }

    /// Sets the cap of each flow of a class; takes effect with the next [`Sharing::solve`].
    pub fn set_cap(&mut self, class: ClassIndex, cap: f64) {
        if self.classes[class].cap == cap {
            return;
        }
        let live = self.classes[class].count > 0;
        if live {
            self.leave(class);
        }
        self.classes[class].cap = cap;
        if live {
            self.enter(class);
            self.dirty.push(class);
        }
    }

    /// Flows of a class.
    pub fn count(&self, class: ClassIndex) -> u32 {
        self.classes[class].count
    }

    /// Rate of each flow of a class as of the last solution.
    pub fn rate(&self, class: ClassIndex) -> f64 {
        self.classes[class].rate
    }

    /// Cap of each flow of a class.
    pub fn cap(&self, class: ClassIndex) -> f64 {
        self.classes[class].cap
    }

    /// Resources of a class, sorted.
    pub fn route(&self, class: ClassIndex) -> &[usize] {
        &self.classes[class].route
    }

    /// Number of classes.
    pub fn class_count(&self) -> usize {
        self.classes.len()
    }

    /// Load of a resource as of the last solution.
    pub fn load(&self, resource: usize) -> f64 {
        self.resources[resource].load
    }

    /// Capacity of a resource.
    pub fn capacity(&self, resource: usize) -> f64 {
        self.resources[resource].capacity
    }

    /// Live classes whose rate the last solution changed.
    pub fn changed(&self) -> &[ClassIndex] {
        &self.changed
    }

    /// Divides anew after the changes since the last call.
    pub fn solve(&mut self) {
        self.changed.clear();
        if self.dirty.is_empty() {
            return;
        }
        self.seed();
        loop {
            self.measure();
            self.fill();
            if !self.spread() {
                break;
            }
        }
        self.commit();
    }

    fn place(&self, class: ClassIndex) -> Result<usize, usize> {
        let key = self.classes[class].ceiling();
        self.order.binary_search_by(|&other| {
            self.classes[other].ceiling().total_cmp(&key).then(other.cmp(&class))
        })
    }

    fn enter(&mut self, class: ClassIndex) {
        if let Err(at) = self.place(class) {
            self.order.insert(at, class);
        }
        for &r in &self.classes[class].route {
            let live = &mut self.resources[r].live;
            if let Err(at) = live.binary_search(&class) {
                live.insert(at, class);
            }
        }
    }

    fn leave(&mut self, class: ClassIndex) {
        if let Ok(at) = self.place(class) {
            self.order.remove(at);
        }
        for &r in &self.classes[class].route {
            let live = &mut self.resources[r].live;
            if let Ok(at) = live.binary_search(&class) {
                live.remove(at);
            }
        }
    }

    /// Takes the changed classes and what saturated resources tie to them.
    fn seed(&mut self) {
        let dirty = std::mem::take(&mut self.dirty);
        for &class in &dirty {
            if self.classes[class].count > 0 {
                self.take(class);
            }
            for at in 0..self.classes[class].route.len() {
                let r = self.classes[class].route[at];
                self.touch(r);
                if self.resources[r].saturated {
                    self.take_all(r);
                }
            }
        }
        self.dirty = dirty;
        self.dirty.clear();
        self.close(0);
    }

    fn take(&mut self, class: ClassIndex) {
        if !self.classes[class].taken {
            self.classes[class].taken = true;
            self.taken.push(class);
        }
    }

    fn take_all(&mut self, resource: usize) {
        for at in 0..self.resources[resource].live.len() {
            self.take(self.resources[resource].live[at]);
        }
    }

    fn touch(&mut self, resource: usize) {
        if !self.resources[resource].touched {
            self.resources[resource].touched = true;
            self.touched.push(resource);
        }
    }

    /// Follows saturated resources from the taken classes, from the given one on.
    fn close(&mut self, mut from: usize) {
        while from < self.taken.len() {
            let class = self.taken[from];
            from += 1;
            for at in 0..self.classes[class].route.len() {
                let r = self.classes[class].route[at];
                let first = !self.resources[r].touched;
                self.touch(r);
                if first && self.resources[r].saturated {
                    self.take_all(r);
                }
            }
        }
    }

    /// What the classes that are not taken leave on each touched resource.
    fn measure(&mut self) {
        for &r in &self.touched {
            let resource = &mut self.resources[r];
            let (mut fixed, mut weight, mut open) = (0.0, 0.0, 0);
            for &c in &resource.live {
                let class = &self.classes[c];
                let count = f64::from(class.count);
                if class.taken {
                    weight += count * class.weight;
                    open += 1;
                } else {
                    fixed += count * class.rate;
                }
            }
            resource.left = (resource.capacity - fixed).max(0.0);
            resource.weight = weight;
            resource.others = open < resource.live.len();
            resource.open = open;
        }
        for &c in &self.taken {
            self.classes[c].open = true;
        }
    }

    /// Raises the level until every taken class has stopped.
    fn fill(&mut self) {
        let mut level = 0.0;
        let mut at = 0;
        while at < self.order.len() {
            let c = self.order[at];
            if !self.classes[c].open {
                at += 1;
            } else if self.classes[c].ceiling() <= level {
                self.stop(c, self.classes[c].cap);
                at += 1;
            } else {
                // Levels only rise as classes stop, so the least one bounds all that follow.
                match self.tightest() {
                    Some((_, least)) if least > level => level = least,
                    Some((r, _)) => self.stop_all(r, level),
                    None => level = f64::INFINITY,
                }
            }
        }
    }

    /// Resource that is full first, and the level at which it is.
    fn tightest(&self) -> Option<(usize, f64)> {
        let mut best: Option<(usize, f64)> = None;
        for &r in &self.touched {
            let resource = &self.resources[r];
            if resource.open > 0 {
                let level = resource.left / resource.weight;
                if best.is_none_or(|(_, least)| level < least) {
                    best = Some((r, level));
                }
            }
        }
        best
    }

    fn stop(&mut self, class: ClassIndex, rate: f64) {
        let class = &mut self.classes[class];
        class.open = false;
        class.next = rate;
        let count = f64::from(class.count);
        for &r in &class.route {
            let resource = &mut self.resources[r];
            resource.left = (resource.left - count * rate).max(0.0);
            resource.weight -= count * class.weight;
            resource.open -= 1;
        }
    }

    fn stop_all(&mut self, resource: usize, level: f64) {
        for at in 0..self.resources[resource].live.len() {
            let c = self.resources[resource].live[at];
            if self.classes[c].open {
                self.stop(c, self.classes[c].weight * level);
            }
        }
        self.resources[resource].left = 0.0;
    }

    /// Takes in the other classes of resources that are full now; whether there were any.
    fn spread(&mut self) -> bool {
        let before = self.taken.len();
        for at in 0..self.touched.len() {
            let r = self.touched[at];
            let resource = &self.resources[r];
            if resource.others && resource.left <= SLACK * resource.capacity {
                self.take_all(r);
            }
        }
        self.close(before);
        self.taken.len() > before
    }

    fn commit(&mut self) {
        for &r in &self.touched {
            let resource = &mut self.resources[r];
            resource.touched = false;
            resource.saturated = resource.left <= SLACK * resource.capacity;
            resource.load = resource.capacity - resource.left;
        }
        self.touched.clear();
        for &c in &self.taken {
            let class = &mut self.classes[c];
            class.taken = false;
            if class.rate != class.next {
                class.rate = class.next;
                self.changed.push(c);
            }
        }
        self.taken.clear();
    }
}
