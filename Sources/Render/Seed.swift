internal import Media

package enum Seed {}
