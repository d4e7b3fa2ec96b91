// The words of byline lines in both scripts. The lists are the common usage of news sites, blogs and forums; none belongs to one site.

/** What a label says of the value behind it. `other` and `ignore` values are understood and left out. */
export type LabelKind = "author" | "source" | "published" | "updated" | "editor" | "other" | "ignore";

/**
 * `colon`: a label only with a colon or bar behind it. `bare`: also when a blank and a value follow.
 */
export interface Label {
  readonly kind: LabelKind;
  readonly bare: boolean;
}

const COLON: Readonly<Record<LabelKind, string>> = {
  author:
    "作者 文 撰文 撰稿 撰写 撰寫 執筆 执笔 文章作者 原作者 原创作者 发布者 發布者 發佈者 发表者 发帖人 楼主 樓主 发布人 發布人 作家 著者 " +
    "文字 采写 採寫 采访 採訪 编写 編寫 发文机关 发文机构 发文单位 署名 投稿 文图 图文 by author written",
  source:
    "来源 來源 稿源 出处 出處 出自 转自 轉自 转载自 轉載自 摘自 来自 來自 文章来源 文章來源 信息来源 資訊來源 新闻来源 新聞來源 稿件来源 " +
    "消息来源 内容来源 原文来源 来源于 信源 媒体 媒體 供稿 source",
  published:
    "发布时间 發布時間 發佈時間 发布日期 發布日期 發佈日期 发表时间 發表時間 发表日期 發表日期 发表于 發表於 发布于 發布於 發佈於 时间 時間 日期 " +
    "发布 發布 發佈 发表 發表 成文日期 刊发时间 刊發時間 发稿时间 發稿時間 首发时间 出版时间 出版日期 创建时间 創建時間 上传时间 提交时间 录入时间 " +
    "添加时间 文章时间 发文日期 发文时间 报道时间 发帖时间 撰写时间 写作日期 posted published date",
  updated: "更新时间 更新時間 更新日期 最后更新 最後更新 最后修改 修改时间 更新于 更新於 更新 编辑于 編輯於 编辑时间 updated",
  editor:
    "责任编辑 責任編輯 编辑 編輯 责编 責編 责任编审 编审 主编 主編 执行主编 值班编辑 网络编辑 新媒体编辑 本文编辑 文章编辑 本期编辑 当值编辑 editor",
  other:
    "摄影 攝影 摄 攝 图 圖 图片 圖片 图源 圖源 图片来源 圖片來源 题图 供图 供圖 配图 配圖 数据来源 資料來源 资料来源 翻译 翻譯 译者 譯者 编译 編譯 " +
    "译 譯 校对 校對 校审 审核 審核 监制 監製 美编 美編 视觉 設計 设计 排版 制图 製圖 制作 製作 剪辑 剪輯 出品 策划 策劃 统筹 統籌 审校 终审 二审 三审 初审 复审 " +
    "原标题 原標題 标签 標籤 关键词 關鍵詞 栏目 欄目 分类 分類 频道 类别 類別 字号 字號 字体 字體 编号 主办 承办 出版社 连载 連載 主播 录入 錄入",
  ignore:
    "阅读 閱讀 浏览 瀏覽 点击 點擊 访问 訪問 人气 人氣 评论 評論 查看 围观 热度 点赞 收藏 转发 轉發 分享 字数 字數 回复 回覆 阅读数 阅读量 閱讀量 浏览量 浏览数 " +
    "点击数 点击量 点击率 访问量 访问次数 訪問次數 浏览次数 瀏覽次數 点击次数 點擊次數 阅读次数 评论数 跟贴 跟帖 网友评论 網友評論 赞 讚 views",
};

const BARE: Readonly<Partial<Record<LabelKind, string>>> = {
  author:
    "记者 記者 本报记者 本報記者 本网记者 本網記者 本刊记者 本刊記者 特约记者 特約記者 见习记者 見習記者 实习记者 實習記者 首席记者 首席記者 通讯员 通訊員 实习生 實習生 " +
    "本报实习生 本报通讯员 本報通訊員 特约撰稿 特约撰稿人 特約撰稿 撰稿人 撰文 作者 融媒体记者 全媒体记者 驻京记者 报道员 本报讯记者 评论员 特约评论员 本报评论员 by",
  source: "来源 來源 稿源",
  editor: "责任编辑 責任編輯 责编 責編 编辑 編輯 主编 主編",
  other: "摄影 攝影 摄影报道 攝影報道 摄影记者 攝影記者 校对 校對 美编 美編 视觉 审核 監製 监制 翻译 翻譯 编译 編譯 图 圖 供图",
  published: "发布于 發布於 發佈於 发表于 發表於",
  updated: "更新于 更新於 编辑于",
};

function buildLabels(): ReadonlyMap<string, Label> {
  const labels = new Map<string, Label>();
  for (const [kind, words] of Object.entries(COLON))
    for (const word of words.split(" ")) labels.set(word, { kind: kind as LabelKind, bare: false });
  for (const [kind, words] of Object.entries(BARE))
    for (const word of words.split(" ")) labels.set(word, { kind: kind as LabelKind, bare: true });
  return labels;
}

/** By the label without blanks, Latin in lower case. */
export const LABELS: ReadonlyMap<string, Label> = buildLabels();

/** In UTF-16 units. */
export const LONGEST_LABEL = 9;

/** Single-character surnames that cover the great majority of bearers (Ministry of Public Security name reports), both scripts. */
const SURNAMES = new Set(
  "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖萧蕭田董袁潘于於蔡蒋蔣余余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范廖石金韦韋贾賈夏付傅方白邹鄒孟熊秦邱江尹薛闫阎閻段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯常温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂塗成苗谷盛曲翁冉骆駱蓝藍路游辛靳管柴蒙鲍鮑华華喻祁蒲房滕屈饶饒解牟艾尤阳陽时時穆农農司卓古吉缪繆简簡车車项項连連芦蘆麦麥褚娄婁窦竇戚岑景党黨宫宮费費卜冷晏席卫衛米柏宗瞿桂全佟应應臧闵閔苟邬鄔边邊卞姬师師和仇栾欒隋商刁沙荣榮巫寇桑郎甄丛叢仲虞敖巩鞏明佘池查麻苑迟遲邝鄺官封谈談匡鞠惠荆荊乐樂冀郁胥南班储儲原栗燕楚鄢劳勞谌諶奚皮粟冼蔺藺楼樓盘盤满滿闻聞位厉厲伊仝区區郜海阚闞花权權强強帅帥屠豆朴盖蓋练練廉禹井祖漆巴丰豐支卿国國狄平计計索宣晋晉相初门門云雲容敬来來扈晁芮都普阙闕浦戈伏鹿薄邸雍辜羊阿乌烏母裘亓修邰赫杭况況那宿鲜鮮印逯隆茹诺諾战戰慕危玉银銀亢嵇公哈湛宾賓戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴陰昝智幸奉植衡富尧堯闭閉由",
);
const DOUBLE_SURNAMES = new Set(
  "欧阳 歐陽 上官 司马 司馬 诸葛 諸葛 东方 東方 皇甫 尉迟 公孙 慕容 令狐 司徒 夏侯 端木 长孙 宇文 独孤 南宫 西门 闻人 轩辕 百里 呼延 申屠 太史 澹台".split(
    " ",
  ),
);

/** Two or three Han characters that begin with a surname, or a double surname with one or two more. */
export function looksLikeChineseName(text: string): boolean {
  if (text.length < 2 || text.length > 4 || !HAN_ONLY.test(text)) return false;
  if (text.length >= 3 && DOUBLE_SURNAMES.has(text.slice(0, 2))) return true;
  return text.length <= 3 && SURNAMES.has(text[0] as string);
}

export const HAN_ONLY: RegExp = /^\p{Script=Han}+$/u;

/** Ends of the names of media; gets wrong: 上报, 联网 and other words that end alike, so it only ever supports other evidence. */
export const MEDIA_NAME: RegExp =
  /(?:日报|日報|晚报|晚報|早报|早報|时报|時報|周报|週報|商报|商報|快报|快報|晨报|晨報|导报|導報|信报|信報|市报|市報|[年法民方工教学息济育科]报|新闻|新聞|通讯社|通訊社|[华新]社|[華新]社|网|網|在线|在線|周刊|週刊|杂志|雜誌|月刊|[电電]视?視?台|频道|頻道|客户端|客戶端|传媒|傳媒|报道|報道|报導|公众号|之声|卫视|衛視|网站|網站)$/u;

/** Values that stand for "nobody in particular". */
export const NO_NAME: ReadonlySet<string> = new Set(
  "佚名 匿名 未知 不详 不詳 网络 網絡 互联网 互聯網 本站 本站原创 原创 原創 转载 轉載 小编 综合 整理 本网 本網 本报 本報 管理员 admin administrator unknown anonymous null undefined 无 暂无 网友 网络转载 网络整理".split(
    " ",
  ),
);
