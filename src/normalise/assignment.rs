//! Which files are which known articles, weighed over all pairs at once.
//!
//! Maximum weight matching in a sparse bipartite graph. Its connected components are small, for a
//! clue that many articles share is no clue; each is solved exactly, by the shortest augmenting paths of
//! the Hungarian method. Components of more than [`LARGEST`] files or known articles are taken
//! pair by pair, the best first.

use std::collections::{BTreeMap, BTreeSet};

/// The most files, and the most known articles, of a component that is solved exactly.
const LARGEST: usize = 16;

/// A file and a known article that may be one, by their positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edge {
    pub file: u32,
    pub known: u32,
    /// What assigning the two to each other is worth; above 0.
    pub gain: u64,
    /// By how much the best assignment without this pair must be worse for the pair to be clear.
    pub margin: u64,
}

/// A chosen pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chosen {
    /// Its position among the edges.
    pub edge: usize,
    /// Whether every assignment without it is worse by its margin.
    pub clear: bool,
}

/// Assigns each file to at most one known article, and each known article to at most one file, so
/// that the gains together are greatest. Of equal assignments the one of earlier edges is taken.
pub(super) fn assign(edges: &[Edge]) -> Vec<Chosen> {
    let mut chosen = Vec::new();
    for component in components(edges) {
        let files = Numbers::of(component.iter().map(|at| edges[*at].file));
        let known = Numbers::of(component.iter().map(|at| edges[*at].known));
        if files.len().max(known.len()) > LARGEST {
            chosen.extend(greedy(edges, component));
            continue;
        }
        let own: Vec<Edge> = component
            .iter()
            .map(|at| {
                let edge = edges[*at];
                Edge { file: files.number(edge.file), known: known.number(edge.known), ..edge }
            })
            .collect();
        let best = Matching::best(&own, files.len(), known.len(), None);
        for number in best.edges() {
            let without =
                || Matching::best(&own, files.len(), known.len(), Some(number)).gain(&own);
            let clear =
                own.len() == 1 || best.gain(&own).saturating_sub(without()) >= own[number].margin;
            chosen.push(Chosen { edge: component[number], clear });
        }
    }
    chosen
}

/// The positions of the edges of each connected component, in the order of their first edges.
fn components(edges: &[Edge]) -> Vec<Vec<usize>> {
    let files = Numbers::of(edges.iter().map(|edge| edge.file));
    let known = Numbers::of(edges.iter().map(|edge| edge.known));
    // The parent of each file, then of each known article (union-find).
    let mut parents: Vec<usize> = (0..files.len() + known.len()).collect();
    let nodes = |edge: &Edge| {
        (files.number(edge.file) as usize, files.len() + known.number(edge.known) as usize)
    };
    for edge in edges {
        let (file, known) = nodes(edge);
        let (one, other) = (root(&mut parents, file), root(&mut parents, known));
        parents[one] = other;
    }
    let mut components: Vec<Vec<usize>> = Vec::new();
    let mut of_root: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, edge) in edges.iter().enumerate() {
        let root = root(&mut parents, nodes(edge).0);
        let component = *of_root.entry(root).or_insert_with(|| {
            components.push(Vec::new());
            components.len() - 1
        });
        components[component].push(at);
    }
    components
}

fn root(parents: &mut [usize], mut node: usize) -> usize {
    while parents[node] != node {
        parents[node] = parents[parents[node]];
        node = parents[node];
    }
    node
}

/// Positions as numbers from 0.
struct Numbers(Vec<u32>);

impl Numbers {
    fn of(positions: impl Iterator<Item = u32>) -> Self {
        let mut positions: Vec<u32> = positions.collect();
        positions.sort_unstable();
        positions.dedup();
        Self(positions)
    }

    const fn len(&self) -> usize {
        self.0.len()
    }

    fn number(&self, position: u32) -> u32 {
        u32::try_from(self.0.partition_point(|other| *other < position)).unwrap_or_default()
    }
}

/// Takes the best pair again and again; it is clear if no other pair of its file or known article
/// comes within its margin.
fn greedy(edges: &[Edge], mut component: Vec<usize>) -> Vec<Chosen> {
    component.sort_by_key(|at| (std::cmp::Reverse(edges[*at].gain), *at));
    let mut of_node: BTreeMap<(bool, u32), Vec<usize>> = BTreeMap::new();
    for at in &component {
        of_node.entry((false, edges[*at].file)).or_default().push(*at);
        of_node.entry((true, edges[*at].known)).or_default().push(*at);
    }
    let mut taken: BTreeSet<(bool, u32)> = BTreeSet::new();
    let mut chosen = Vec::new();
    for at in component {
        let edge = edges[at];
        let nodes = [(false, edge.file), (true, edge.known)];
        let is_open = |at: usize| {
            let Edge { file, known, .. } = edges[at];
            !taken.contains(&(false, file)) && !taken.contains(&(true, known))
        };
        if !is_open(at) {
            continue;
        }
        let is_rival = |other: &usize| {
            *other != at && is_open(*other) && edges[*other].gain + edge.margin > edge.gain
        };
        let clear = !nodes.iter().any(|node| of_node[node].iter().any(is_rival));
        chosen.push(Chosen { edge: at, clear });
        taken.extend(nodes);
    }
    chosen
}

/// An assignment within one component.
struct Matching {
    /// The edge of each file.
    of_file: Vec<Option<usize>>,
    /// The edge of each known article.
    of_known: Vec<Option<usize>>,
}

impl Matching {
    /// The best one without the edge `forbidden`.
    fn best(edges: &[Edge], files: usize, known: usize, forbidden: Option<usize>) -> Self {
        let mut matching = Self { of_file: vec![None; files], of_known: vec![None; known] };
        for file in 0..files {
            matching.insert(file, edges, forbidden);
        }
        matching
    }

    fn edges(&self) -> impl Iterator<Item = usize> {
        self.of_file.iter().copied().flatten()
    }

    fn gain(&self, edges: &[Edge]) -> u64 {
        self.edges().map(|edge| edges[edge].gain).sum()
    }

    /// Adds a file: the alternating path from it that gains most, which ends at a known article
    /// that is free or at a file that goes without. The assignment of the files before it was the
    /// best, so no path around a circle gains anything.
    fn insert(&mut self, file: usize, edges: &[Edge], forbidden: Option<usize>) {
        // What is gained once a file has lost its known article; and the edge that took it.
        let mut reached: Vec<Option<(i128, Option<usize>)>> = vec![None; self.of_file.len()];
        reached[file] = Some((0, None));
        let mut changed = true;
        while changed {
            changed = false;
            for (at, edge) in edges.iter().enumerate().filter(|(at, _)| Some(*at) != forbidden) {
                let Some((gained, _)) = reached[edge.file as usize] else { continue };
                let Some(taken) = self.of_known[edge.known as usize] else { continue };
                let other = edges[taken].file as usize;
                if other == edge.file as usize {
                    continue;
                }
                let gained = gained + i128::from(edge.gain) - i128::from(edges[taken].gain);
                if reached[other].is_none_or(|(before, _)| gained > before) {
                    reached[other] = Some((gained, Some(at)));
                    changed = true;
                }
            }
        }
        let mut end: (i128, usize, Option<usize>) = (0, file, None);
        for (at, edge) in edges.iter().enumerate().filter(|(at, _)| Some(*at) != forbidden) {
            let is_free = self.of_known[edge.known as usize].is_none();
            if let Some((gained, _)) = reached[edge.file as usize].filter(|_| is_free) {
                let gained = gained + i128::from(edge.gain);
                if gained > end.0 {
                    end = (gained, edge.file as usize, Some(at));
                }
            }
        }
        for (other, reached) in reached.iter().enumerate() {
            if let Some((gained, Some(_))) = *reached
                && gained > end.0
            {
                end = (gained, other, None);
            }
        }
        let (_, mut file, mut edge) = end;
        loop {
            self.of_file[file] = edge;
            if let Some(edge) = edge {
                self.of_known[edges[edge].known as usize] = Some(edge);
            }
            // The file that takes what this one had.
            let Some((_, Some(taker))) = reached[file] else { break };
            (file, edge) = (edges[taker].file as usize, Some(taker));
        }
    }
}
