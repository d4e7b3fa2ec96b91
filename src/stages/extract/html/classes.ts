// What class names, ids and roles say of a node. The words are the common vocabulary of templates: Readability's and trafilatura's lists
// (Apache-2.0 both), merged and cut to whole words, with the pinyin and the abbreviations of Chinese templates. No site's own names.
import { FLAG } from "./page.ts";
import { TAG } from "./tags.ts";

/** Too short or too common to mean anything but as the whole class or id. */
const WHOLE_ONLY = 1 << 30;

/** What the kernel looks for (kernel/words.as). */
export const WORDS: readonly (readonly [flag: number, words: string])[] = [
  [
    FLAG.strongPositive,
    "articlebody articlecontent articletext articlecontents artibody article-body article-content article-text articlebox contentbody contenttext content-text content-article " +
      "post-content post-body entry-content entrycontent post_content newstext newscontent newsbody news-content news-text newstxt detailcontent detail-content maintext main-text bodytext body-text " +
      "js_content rich_media_content trs_editor ucapcontent zhengwen zoom artcontent arttext textbody story-body storybody story-content storytext textcontent contenttxt " +
      "articlecontentbox article-detail articledetail content-detail wzcontent wznr neirong zwnr xwnr enpcontent founder-content fulltext full-text mw-parser-output markdown-body postbody blogcontent blog-content " +
      "cmscontent news-detail newsdetail detailtext detail-text p-content main-content-text t_f postmessage post-text posttext topiccontent topic-content article_area viewtext",
  ],
  [
    FLAG.positive,
    "article articles content contents main entry text story post body detail details zw nr wz news blog view page hentry cont con txt maincontent main-content essay topic thread question answer answers reply-content",
  ],
  [
    FLAG.nav,
    "nav navi navbar navigation menu menus breadcrumb breadcrumbs crumb crumbs daohang dh mianbaoxie topbar topnav sitenav subnav mainnav navlist navmenu sitemap channelnav location curpos position dangqian mbx wz_nav path " +
      "pager pagination pagenav pages fanye prevnext prev-next nextprev page-nav pagelist page-list upnext siblings pageturn shangxia",
  ],
  [
    FLAG.comments,
    "comment comments commentlist comment-list commentbox pinglun pl plbox disqus respond replies gentie tie liuyan guestbook message-board livefyre commentary cmt cmts discuss wangyou",
  ],
  [
    FLAG.related,
    "related relate relates relevant recommend recommended recommends recommendation recommendations recomm rec tuijian tuijie xiangguan xgwz xgyd xg hot hots hotnews hotlist remen rank ranking ranklist paihang phb top10 toplist latest newest " +
      "popular trending more morenews readmore read-more read-next readnext yuedu also outbrain taboola guess like youlike maylike suggestion suggestions suggested teaser teasers cross-links links friendlink friendlinks friend-links youqing lianjie archive archives linklist link-list listnews newslist news-list " +
      "promo promos ranking-list sidelist",
  ],
  [
    FLAG.share,
    "share shares sharing sharebox sharebar share-box share-bar bdsharebuttonbox bdshare jiathis social socials social-share fenxiang follow follows followus qrcode qr erweima ewm weixin wechat subscribe subscription newsletter newsletters signup sign-up rss toolbar tools tool toolbox sidetool fontsize " +
      "zan dianzan vote digg print appdown download-app appdownload openapp open-app feedback jiucuo zhuanfa",
  ],
  [
    FLAG.footer,
    "footer foot footbar bottombar copyright copyrights banquan beian icp footerbox footnav siteinfo disclaimer shengming mianze declare statement site-footer page-footer footlink bottomnav",
  ],
  [
    FLAG.aside,
    "sidebar sidebars side aside rightbar leftbar side-bar rightside leftside right-side left-side sidebox rightcol right-col right-column sidecol sider widget widgets yby cebian youce",
  ],
  [
    FLAG.advertisement,
    "ad ads adv advert adverts advertisement advertisements adbox adsbygoogle ad-box gg guanggao sponsor sponsored sponsors banner banners popup pop modal modals overlay cookie cookies gdpr consent paywall login loginbox login-box denglu register reg zhuce searchbox search-box " +
      "search sousuo tanchuang mask dialog float fixed-bar player mplayer videoplayer video-player videobox playerbox controlbar control-bar",
  ],
  [FLAG.hidden, "hidden hide visually-hidden sr-only screen-reader-text noprint no-print"],
  [FLAG.title, "title biaoti headline h1 headlines tit article-title post-title entry-title"],
  [
    FLAG.message,
    "message postmessage post-message messagecontent message-content message-body messagetext message-text post-content postcontent post_content post-body postbody post-text posttext post-message reply-content replycontent reply-text replytext " +
      "comment-content commentcontent comment-text commenttext comment-body commentbody comment-detail comment-message answer-text answer-content answercontent answertext answer-body best-text question-content question-body question-text question-detail " +
      "topic-content topiccontent topic-body cooked usertext-body t_f rich-text richtext rich-content markdown-body markdown-preview bbp-topic-content bbp-reply-content forum-post-content thread-content",
  ],
  [FLAG.comments, "comment-content commentcontent comment-text commenttext comment-body commentbody comment-detail comment-message"],
  [
    WHOLE_ONLY,
    "pl gg ly dh xg plbox zw nr wz con txt foot top bottom head hot hots rec also more tools tool path page pages view links list float mask print guess like zan cl ad gentie info date time hide body text hidden widget position location rank ranking archive archives siblings vote message side popular latest newest social login",
  ],
];

/** The flags that an element has by its name alone. */
export function flagsOfTag(tag: number): number {
  switch (tag) {
    case TAG.nav:
      return FLAG.nav;
    case TAG.aside:
      return FLAG.aside;
    case TAG.footer:
      return FLAG.footer;
    case TAG.article:
    case TAG.main:
      return FLAG.positive;
    case TAG.dialog:
      return FLAG.advertisement;
    default:
      return 0;
  }
}

/** The flags of an ARIA role. */
export function flagsOfRole(role: string): number {
  switch (role) {
    case "navigation":
    case "menu":
    case "menubar":
      return FLAG.nav;
    case "complementary":
      return FLAG.aside;
    case "contentinfo":
      return FLAG.footer;
    case "search":
    case "dialog":
    case "alertdialog":
      return FLAG.advertisement;
    case "main":
    case "article":
      return FLAG.positive;
    default:
      return 0;
  }
}
