//! Benches of Sansou's engines; see `README.md` here.
