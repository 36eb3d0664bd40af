//! Monotone Boolean functions, as the minimal sum of products.
//!
//! Symbols are bits; a product is a set of symbols. The minimal sum of products of a monotone
//! function is unique (Quine 1954), so equal functions are equal values. Most functions are sums of
//! single symbols: these are one word, and only larger products are listed.

/// Symbols are numbered below this.
pub(super) const SYMBOLS: usize = 62;
/// Sums with more products are not held.
const MAX_PRODUCTS: usize = 1 << 10;
/// In the place of the symbols of a function that is always true.
const TRUE: u64 = 1 << 63;
/// Marks a written function that has larger products.
const LARGER: u64 = 1 << 62;

/// A function has more products than can be held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooManyProducts;

/// A monotone function of symbols.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Function {
    /// Products of one symbol, or [`TRUE`].
    singles: u64,
    /// Products of two symbols or more that no other product is a part of, sorted.
    larger: Vec<u64>,
}

/// How symbols become known a little more, all at once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Substitution<'a> {
    /// Each of these becomes itself OR `value`.
    pub(super) widened: u64,
    /// Each of these becomes itself AND `value`.
    pub(super) narrowed: u64,
    /// What comes in.
    pub(super) value: &'a Function,
}

impl Function {
    /// Never true.
    pub(super) const NEVER: Function = Function { singles: 0, larger: Vec::new() };
    /// Always true.
    pub(super) const ALWAYS: Function = Function { singles: TRUE, larger: Vec::new() };

    /// One symbol.
    pub(super) fn symbol(symbol: usize) -> Function {
        Function { singles: 1 << symbol, larger: Vec::new() }
    }

    pub(super) fn is_never(&self) -> bool {
        self.singles == 0 && self.larger.is_empty()
    }

    pub(super) fn is_always(&self) -> bool {
        self.singles == TRUE
    }

    /// Makes it true where `other` is too.
    pub(super) fn widen(&mut self, other: &Function) -> Result<(), TooManyProducts> {
        if self.is_always() || other.is_never() {
            return Ok(());
        }
        if other.is_always() {
            *self = Function::ALWAYS;
        } else if self.larger.is_empty() && other.larger.is_empty() {
            self.singles |= other.singles;
        } else {
            *self = Function::sum(self.products().chain(other.products()).collect())?;
        }
        Ok(())
    }

    /// Makes it true only where `other` is too.
    pub(super) fn narrow(&mut self, other: &Function) -> Result<(), TooManyProducts> {
        if self.is_always() {
            self.clone_from(other);
        } else if other.is_never() {
            *self = Function::NEVER;
        } else if !other.is_always() && !self.is_never() {
            let mut products = Vec::new();
            for product in self.products() {
                products.extend(other.products().map(|factor| product | factor));
                check(&products)?;
            }
            *self = Function::sum(products)?;
        }
        Ok(())
    }

    /// Replaces symbols by more of what they stand for.
    pub(super) fn substitute(&mut self, by: &Substitution) -> Result<(), TooManyProducts> {
        if self.is_always() {
            return Ok(());
        }
        if self.larger.is_empty() && self.singles & by.narrowed == 0 {
            return if self.singles & by.widened == 0 { Ok(()) } else { self.widen(by.value) };
        }
        let mut products = Vec::new();
        for product in self.products() {
            let narrowed = product & by.narrowed != 0;
            if !narrowed {
                products.push(product);
            }
            // (a OR v)(b OR v) = ab OR v, and (a OR v)(b AND v) = b AND v.
            if narrowed || product & by.widened != 0 {
                let rest = product & !by.widened;
                products.extend(by.value.products().map(|factor| rest | factor));
            }
            check(&products)?;
        }
        *self = Function::sum(products)?;
        Ok(())
    }

    /// Fixes symbols to false.
    pub(super) fn fix_false(&mut self, symbols: u64) {
        self.singles &= !symbols;
        self.larger.retain(|product| product & symbols == 0);
    }

    /// Fixes symbols to true.
    pub(super) fn fix_true(&mut self, symbols: u64) {
        if self.singles & symbols != 0 {
            *self = Function::ALWAYS;
        } else if self.larger.iter().any(|product| product & symbols != 0) {
            let products = self.products().map(|product| product & !symbols).collect();
            *self = Function::minimal(products);
        }
    }

    /// Appends it to a key; equal functions append equal words.
    pub(super) fn write(&self, key: &mut Vec<u64>) {
        if self.larger.is_empty() {
            key.push(self.singles);
        } else {
            key.push(self.singles | LARGER);
            key.push(self.larger.len() as u64);
            key.extend(&self.larger);
        }
    }

    /// Takes back what [`Function::write`] wrote.
    pub(super) fn read(words: &mut impl Iterator<Item = u64>) -> Function {
        let first = words.next().unwrap_or(0);
        let mut larger = Vec::new();
        if first & LARGER != 0 {
            let count = words.next().unwrap_or(0) as usize;
            larger.extend(words.take(count));
        }
        Function { singles: first & !LARGER, larger }
    }

    /// All products; the empty one is always true.
    fn products(&self) -> impl Iterator<Item = u64> + '_ {
        let mut singles = self.singles & !TRUE;
        let singles = std::iter::from_fn(move || {
            let lowest = singles & singles.wrapping_neg();
            singles ^= lowest;
            (lowest != 0).then_some(lowest)
        });
        self.is_always().then_some(0).into_iter().chain(singles).chain(self.larger.iter().copied())
    }

    /// The sum of products.
    fn sum(products: Vec<u64>) -> Result<Function, TooManyProducts> {
        let sum = Function::minimal(products);
        check(&sum.larger)?;
        Ok(sum)
    }

    /// The sum of products, without those that another one is a part of.
    fn minimal(mut products: Vec<u64>) -> Function {
        products.sort_unstable_by_key(|product| (product.count_ones(), *product));
        products.dedup();
        if products.first() == Some(&0) {
            return Function::ALWAYS;
        }
        let mut kept = Function::NEVER;
        for product in products {
            if product.is_power_of_two() {
                kept.singles |= product;
            } else if product & kept.singles == 0
                && kept.larger.iter().all(|part| part & !product != 0)
            {
                kept.larger.push(product);
            }
        }
        kept.larger.sort_unstable();
        kept
    }
}

/// Whether so many products can still be held; before they are made minimal they may be more.
fn check(products: &[u64]) -> Result<(), TooManyProducts> {
    if products.len() > MAX_PRODUCTS { Err(TooManyProducts) } else { Ok(()) }
}
