/** The sources of sizes and safe zones. Check all of them again for each release. */
export const sources = {
  figma: 'developers.figma.com/docs/plugins/api/BuzzAssetType',
  meta: 'primores.org/wiki/marketing/meta-ad-placement-safe-zones',
  linkPreview: 'developers.facebook.com/docs/sharing/webmasters/images',
  x: 'veratools.io/guides/best-x-image-sizes-for-posts-and-header-images',
  facebookCover: 'tacticsocial.com/social-media-sizes/facebook',
  linkedInAds: 'linkedin.com/help/lms/answer/a426534',
  googleAds: 'support.google.com/adwords/answer/1722096',
  facebookPost: 'socialk.it/fr/sizes/facebook-post-size',
  linkedInArticle: 'picovert.com/en/blog/image-size-for-linkedin-article',
  metaOlder: 'adsuploader.com/blog/meta-ads-safe-zones',
  metaReels:
    'behaviour.digital/post/meta-reels-safe-zone-14-top-35-bottom-6-sides-the-2026-official-guide',
  instagramFeed: 'imagefactory.co.kr/en/guides/instagram-story-ad-text-safe-zone',
  youTube: 'support.google.com/youtube/answer/10456525',
  facebookEvent: 'socialk.it/en/sizes/facebook-event-cover-size',
  profileArt: 'docs.elgato.com/en/graphics/profile-art',
  linkedInBanner: 'webbannerexperts.com/?p=724',
  apple: 'developer.apple.com/help/app-store-connect/reference/screenshot-specifications',
  googlePlay: 'support.google.com/googleplay/android-developer/answer/9866151',
  hero: 'imagesearchtechniques.org/?p=228',
  heroFull: 'eatsip365.com/ideal-banner-image-dimensions-for-a-website',
  heroStrip:
    'cruisenewser.com/understanding-wordpress-banner-size-in-pixels-for-optimal-website-design',
  inches: 'computed: inches × 300 dpi',
  iso300: 'computed: ISO 216 at 300 dpi',
  isoPoints: 'computed: ISO 216 at 72 points an inch',
  inchPoints: 'computed: inches × 72 points',
} as const

/** When the sizes and zones were copied from the sources. None was checked against a live platform. */
export const checkedOn = '2026-11-23'
